import TMFJSON
import TMFModels

/// The resources of others: the rows that existed before the run, by identifier.
struct SoundOthers: Sendable {
    /// The identifiers in the order of the list.
    let ids: [String]
    private(set) var rows: [String: SoundRow]

    init(_ listing: SoundListing = SoundListing()) {
        rows = Dictionary(listing.rows.compactMap { row in row.id.map { ($0, row) } }) { first, _ in first }
        var seen: Set<String> = []
        ids = listing.rows.compactMap(\.id).filter { seen.insert($0).inserted }
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Records the current state of a row, so that a change is reported only once.
    mutating func update(_ id: String, to row: SoundRow?) { rows[id] = row }

    /// Returns the differences in a row that should not have changed, ignoring attributes that a server counts on its
    /// own.
    static func differences(from before: SoundRow, to now: SoundRow) -> [JSONDifference] {
        if before.document.bytes == now.document.bytes { return [] }
        let (old, new) = (JSONValue(before.document), JSONValue(now.document))
        return JSONDifference.changes(from: old, to: new, ignoring: ["version", "revision"]).filter { difference in
            let name = difference.pointer.tokens.first ?? ""
            return !isTime(before.document.root[name]) && !isTime(now.document.root[name])
        }
    }

    private static func isTime(_ element: JSONElement?) -> Bool {
        guard let text = element?.stringValue else { return false }
        return (try? Timestamp(text)) != nil
    }
}
