import TMFJSON
import TMFModels

/// What others own: the rows that were there before the run, by their identifiers.
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

    /// Takes what a row is now, so that one change is told once.
    mutating func update(_ id: String, to row: SoundRow?) { rows[id] = row }

    /// What is different in a row that nobody should have touched; what a server counts by itself does not matter.
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
