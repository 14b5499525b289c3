import TMFJSON

/// The most recently read rows of the list.
struct KnownRows: Sendable {
    private(set) var listing = SoundListing()
    /// The number of rows in a list without paging.
    private(set) var plainCount = 0
    /// The number of times that the rows were read again because other clients may have changed them.
    private var rereadings = 0

    /// Creates known rows from rows that were read.
    init(_ listing: SoundListing = SoundListing(), plainCount: Int = 0) {
        self.listing = listing
        self.plainCount = plainCount
    }

    /// Returns the rows, or only those that the run created if not all are known.
    func rows(or created: [SoundCreation]) -> [SoundRow] {
        listing.isComplete ? listing.rows : created.map { SoundRow($0.document) }
    }

    /// Records that there may be rows that were not read.
    mutating func expire() { listing.isComplete = false }

    /// Reads all rows again, and stores them if they have changed.
    ///
    /// - Parameters:
    ///   - created: The resources of the run, which other clients do not remove.
    ///   - world: The world that sends the requests.
    /// - Returns: `true` if the rows have changed.
    mutating func areChanged(_ created: [SoundCreation], in world: inout SoundWorld) async -> Bool {
        guard listing.isComplete, rereadings < 4,
            let plain = await world.list("", "The complete list once more", statuses: [200], rule: ListRules.status)
        else { return false }
        rereadings += 1
        // If the plain list contained everything before, it still does, and a server's pages need not work.
        var again =
            plainCount == listing.rows.count
            ? SoundListing(rows: plain.rows, isComplete: plain.isWhole, total: plain.total)
            : await world.walk(size: world.session.options.pageSize, "Once more")
        let isSame =
            again.ids == listing.ids
            && zip(again.rows, listing.rows).allSatisfy { JSONValue($0.document) == JSONValue($1.document) }
        // Other clients are not the cause of missing resources of the run.
        let ids = Set(again.rows.compactMap(\.id))
        guard again.isComplete, !isSame, created.allSatisfy({ ids.contains($0.id) }) else { return false }
        world.noteChange()
        plainCount = plain.rows.count
        // A list that changes all the time says nothing about the rows of others.
        if rereadings == 4 { again.isComplete = false }
        listing = again
        return true
    }
}
