import TMFExchange
import TMFJSON
import TMFModels

/// Checks that the resources of others are unchanged.
///
/// It yields their current state, so that a change is reported only once.
struct JudgeOthers: SoundPart {
    var others: SoundOthers

    /// The maximum number of rows that are read again individually.
    private static var limitOfOthers: Int { 5 }

    mutating func run(in world: inout SoundWorld) async -> SoundOthers {
        if !others.isEmpty { await judge(in: &world) }
        return others
    }

    private mutating func judge(in world: inout SoundWorld) async {
        guard var answer = await world.list("", "The resources of others", statuses: [200], rule: ListRules.status)
        else {
            return
        }
        var isWhole = answer.isWhole
        if !isWhole {
            let walked = await world.walk(size: world.session.options.pageSize, "The resources of others")
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
            guard let failure = await lookAgain(id, inList: now[id], in: &world) else { continue }
            failures.append(failure)
        }
        if !failures.isEmpty, suspects.count > Self.limitOfOthers {
            world.session.note(
                "\(suspects.count) resources of others have changed; \(Self.limitOfOthers) of them were checked again.")
            for id in suspects { others.update(id, to: now[id]) }
        }
        world.session.expectNone(SafetyRules.others, failures)
    }

    /// Reads a row of others that a list shows changed, or not at all.
    private mutating func lookAgain(
        _ id: String, inList listed: SoundRow?, in world: inout SoundWorld
    ) async -> SoundFailure? {
        guard let before = others.rows[id],
            let response = await world.session.send(
                .get, world.session.path(of: id), name: "A resource of others again")
        else { return nil }
        if listed == nil, [404, 410].contains(response.status) {
            others.update(id, to: nil)
            return SoundFailure(expected: "the resource \(id), which existed before", got: "\(response.status)")
        }
        guard response.status == 200, let document = world.session.json(of: response) else { return nil }
        let row = SoundRow(document)
        guard row.id == id, let difference = SoundOthers.differences(from: before, to: row).first, let listed else {
            return nil
        }
        others.update(id, to: row)
        guard SoundOthers.differences(from: listed, to: row).isEmpty else {
            world.noteChange()
            return nil
        }
        return difference.failure
    }
}
