import TMFModels

/// Checks the existing resources before any resource is created.
struct AuditRows: SoundPart {
    /// The existing resources.
    struct Yield {
        var known = KnownRows()
        /// The auditor that records which rows were checked.
        var auditor = RowAuditor()
    }

    func run(in world: inout SoundWorld) async -> Yield {
        var result = Yield()
        if let answer = await world.list(
            "", "The complete list", statuses: [200], rule: ListRules.status, isThorough: true)
        {
            result.auditor.audit(answer, in: &world)
            let listing = SoundListing(rows: answer.rows, isComplete: answer.isWhole)
            result.known = KnownRows(listing, plainCount: answer.rows.count)
            if answer.rows.isEmpty, world.isReadOnly {
                world.session.note("The list is empty, so there is nothing to check.")
            }
        }
        if !result.known.listing.isComplete {
            let walked = await world.walk(size: world.session.options.pageSize, "Rows") {
                result.auditor.audit($0, in: &$1)
            }
            if walked.rows.count > result.known.listing.rows.count {
                result.known = KnownRows(walked, plainCount: result.known.plainCount)
            }
        }
        world.session.own.existing = Set(result.known.listing.rows.compactMap(\.id))
        return result
    }
}
