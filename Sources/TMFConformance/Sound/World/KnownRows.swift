import TMFJSON

/// The rows of the list as they were read last.
struct KnownRows: Sendable {
    private(set) var listing = SoundListing()
    /// The number of rows that a list without a page holds.
    private(set) var plainCount = 0
    /// How often the rows were read again as others may have changed them.
    private var rereadings = 0

    /// Takes rows that were read.
    init(_ listing: SoundListing = SoundListing(), plainCount: Int = 0) {
        self.listing = listing
        self.plainCount = plainCount
    }

    /// The rows that there are, or if not all of them are known those that the run created.
    func rows(or created: [SoundCreation]) -> [SoundRow] {
        listing.isComplete ? listing.rows : created.map { SoundRow($0.document) }
    }

    /// Notes that rows may be there that were not read.
    mutating func expire() { listing.isComplete = false }

    /// Reads all rows again, and takes them if they are others than before.
    ///
    /// - Parameters:
    ///   - created: What the run created, which others do not remove.
    ///   - world: What sends the requests.
    /// - Returns: Whether they are others.
    mutating func areChanged(_ created: [SoundCreation], in world: inout SoundWorld) async -> Bool {
        guard listing.isComplete, rereadings < 4,
            let plain = await world.list("", "The whole list once more", statuses: [200], rule: ListRules.status)
        else { return false }
        rereadings += 1
        // Where the plain list held everything it does so still, and a server need not have pages that work.
        var again =
            plainCount == listing.rows.count
            ? SoundListing(rows: plain.rows, isComplete: plain.isWhole, total: plain.total)
            : await world.walk(size: world.session.options.pageSize, "Once more")
        let isSame =
            again.ids == listing.ids
            && zip(again.rows, listing.rows).allSatisfy { JSONValue($0.document) == JSONValue($1.document) }
        // That a resource of the run is missing is not the doing of others.
        let ids = Set(again.rows.compactMap(\.id))
        guard again.isComplete, !isSame, created.allSatisfy({ ids.contains($0.id) }) else { return false }
        world.noteChange()
        plainCount = plain.rows.count
        // A list that changes all the time tells nothing of the rows of others.
        if rereadings == 4 { again.isComplete = false }
        listing = again
        return true
    }
}
