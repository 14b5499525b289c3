import TMFExchange
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

extension SoundRun {
    /// The number of rows that are looked at again by themselves.
    private static var limitOfOthers: Int { 5 }

    /// Judges whether what others own is as it was.
    mutating func judgeOthers() async {
        guard !others.isEmpty else { return }
        guard var answer = await list("", "The rows of others", statuses: [200], rule: ListRules.status) else { return }
        var isWhole = answer.isWhole
        if !isWhole {
            let walked = await walk(size: session.options.pageSize, "The rows of others")
            answer.rows = walked.rows
            isWhole = walked.isComplete
        }
        let now = SoundOthers(SoundListing(rows: answer.rows)).rows
        let suspects = others.ids.filter { id in
            guard let before = others.rows[id] else { return false }
            return now[id].map { !SoundOthers.differences(from: before, to: $0).isEmpty } ?? isWhole
        }
        var failures: [SoundFailure] = []
        for id in suspects.prefix(Self.limitOfOthers) {
            guard let failure = await lookAgain(id, inList: now[id]) else { continue }
            failures.append(failure)
        }
        if !failures.isEmpty, suspects.count > Self.limitOfOthers {
            session.note(
                "\(suspects.count) rows of others are not as they were; \(Self.limitOfOthers) of them were looked at.")
            for id in suspects { others.update(id, to: now[id]) }
        }
        session.expectNone(SafetyRules.others, failures)
    }

    /// Reads a row of others that a list shows otherwise than before, or not at all.
    private mutating func lookAgain(_ id: String, inList listed: SoundRow?) async -> SoundFailure? {
        guard let before = others.rows[id],
            let response = await session.send(.get, session.path(of: id), name: "A row of others again")
        else { return nil }
        if listed == nil, [404, 410].contains(response.status) {
            others.update(id, to: nil)
            return SoundFailure(expected: "the resource \(id), which was there before", got: "\(response.status)")
        }
        guard response.status == 200, let document = session.json(of: response) else { return nil }
        let row = SoundRow(document)
        guard row.id == id, let difference = SoundOthers.differences(from: before, to: row).first, let listed else {
            return nil
        }
        others.update(id, to: row)
        guard SoundOthers.differences(from: listed, to: row).isEmpty else {
            session.note("The list changed during the run, as if others worked with it.")
            return nil
        }
        return difference.failure
    }
}
