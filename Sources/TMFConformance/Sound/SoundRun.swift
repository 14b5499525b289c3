import TMFExchange
import TMFModels

/// A run by the sound standard: its parts in order, their inputs, and their results.
struct SoundRun {
    /// An error that ends a run early because it was cancelled.
    private struct Cancellation: Error {}

    var world: SoundWorld

    mutating func run() async {
        do throws(Cancellation) {
            if world.isReadOnly { try await read() } else { try await change() }
        } catch {
            world.session.isComplete = false
        }
    }

    /// Performs a read-only run.
    private mutating func read() async throws(Cancellation) {
        let there = try await carryOut("existing rows", AuditRows())
        try await carryOut("read", ReadResources(owned: [], rich: nil, first: nil, rows: there.known.listing.rows))
        var known = try await carryOut("pages", ReadPages(known: there.known, auditor: there.auditor, owned: []))
        known = try await carryOut("filters", FilterLists(known: known, rich: nil, first: nil, owned: []))
        try await carryOut("fields", SelectFields(known: known, owned: [], own: nil))
        try await carryOut("unknown id", UseUnknownID())
    }

    /// Performs a run that creates, changes and removes its own resources.
    private mutating func change() async throws(Cancellation) {
        for omission in world.resource.omissions { world.session.note(omission) }
        let there = try await carryOut("existing rows", AuditRows())
        var others = SoundOthers(there.known.listing)

        var own = try await carryOut("create", CreateResources())
        await follow(&own, &others)

        try await carryOut("read", ReadResources(owned: own.all, rich: own.rich, first: own.first, rows: []))
        let auditor = there.auditor.sparing(own.all)
        var known = try await carryOut("pages", ReadPages(known: there.known, auditor: auditor, owned: own.all))
        known = try await carryOut(
            "filters", FilterLists(known: known, rich: own.rich, first: own.first, owned: own.all))
        try await carryOut("fields", SelectFields(known: known, owned: own.all, own: own.first ?? own.rich))

        own.changing = try await carryOut("patch", ChangeResource(own.changing, leaving: own.all))
        await follow(&own, &others)

        own.second = try await carryOut("refusals", RefuseRequests(id: own.first?.id, second: own.second))
        try await carryOut("unknown id", UseUnknownID())
        try await carryOut("delete", DeleteResource(leaving: own.leaving, other: own.second))
        await follow(&own, &others)
    }

    /// Checks the delayed effects of a part that changes something, and the resources of others.
    private mutating func follow(_ own: inout SoundCreations, _ others: inout SoundOthers) async {
        var promises = JudgePromises(created: own)
        own = await promises.run(in: &world)
        var rows = JudgeOthers(others: others)
        others = await rows.run(in: &world)
    }

    /// Begins a folder of the report, and runs a part unless the run is cancelled.
    @discardableResult
    private mutating func carryOut<Part: SoundPart>(
        _ folder: String, _ part: Part
    ) async throws(Cancellation) -> Part.Yield {
        guard !world.session.isCancelled else { throw Cancellation() }
        await world.session.begin(folder)
        world.session.accepted = []
        var part = part
        return await part.run(in: &world)
    }
}
