import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Random histories", .timeLimit(.minutes(1)))
struct StoreHistoryTests {
    private static let seeds: [UInt64] = [1, 2, 3, 5, 8, 13, 21, 34]

    @Test("The in-memory store goes through random histories as a plain model does", arguments: seeds)
    func inMemoryStore(_ seed: UInt64) async throws {
        var run = HistoryRun(InMemoryStore(), seed: seed)
        try await run.run(steps: 600)
    }

    @Test("The file store goes through random histories, opened again and again", arguments: seeds)
    func fileStore(_ seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        let maintenance = FileStoreMaintenance(segmentSize: 8_192, compactionThreshold: 40_000)
        func open() throws -> FileStore {
            try FileStore(
                at: directory.path, durability: .none, options: StoreOptions(historyBytes: 5_000),
                maintenance: maintenance)
        }
        var run = HistoryRun(try open(), seed: seed) { store in
            try await store.close()
            return try open()
        }
        try await run.run(steps: 600)
    }

    @Test("A store that is given up and filled anew goes on as if nothing had happened")
    func reopening() async throws {
        var run = HistoryRun(FaultyStore(), seed: 99) { store in
            let reopened = FaultyStore()
            var iterator = try await store.changes(after: 0).makeAsyncIterator()
            let last = store.lastNumber
            while let commit = last == 0 ? nil : try await iterator.next() {
                _ = try await reopened.commit(
                    commit.changes.map { change in
                        guard let document = change.document else { return .delete(change.key, revision: nil) }
                        return change.previous == nil
                            ? .create(change.key, document) : .replace(change.key, document, revision: nil)
                    })
                if commit.sequence == last { break }
            }
            return reopened
        }
        try await run.run(steps: 300)
    }

    @Test(
        "A history brings faults to light",
        arguments: [
            StoreFault.totalOfPage, .replaceMoves, .halfCommits, .revisionUnchecked, .refusalTakesNumber,
            .lastFailureNamed,
            .previousMissing, .canonicalKeys, .sortWithoutID, .descendingIsReversed, .indexOfCreation, .cursorOfPresent,
        ])
    func faults(_ fault: StoreFault) async throws {
        await withKnownIssue {
            var run = HistoryRun(FaultyStore(fault), seed: 7)
            try await run.run(steps: 150)
        }
    }

    @Test("The queries of the histories find something")
    func queries() throws {
        var generator = HistoryGenerator(seed: 4)
        var model = HistoryModel()
        for id in HistoryGenerator.ids {
            _ = try model.commit([.create(ResourceKey("customer", id), generator.document(id))])
        }
        let unmatched = ["absent=1", "status=null", "offset=100"]
        for text in HistoryGenerator.queries where !unmatched.contains(text) {
            let (resources, total) = try model.page("customer", ResourceQuery(parsing: text))
            #expect(total > 0, "\(text)")
            #expect(!resources.isEmpty || text == "limit=0", "\(text)")
        }
    }
}
