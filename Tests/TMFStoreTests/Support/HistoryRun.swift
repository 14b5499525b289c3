import TMFJSON
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

/// A store that goes through a random history side by side with a model.
struct HistoryRun<Store: ResourceStore> {
    private let seed: UInt64
    private let reopen: ((Store) async throws -> Store)?
    private let sourceLocation: SourceLocation
    private var store: Store
    private var model = HistoryModel()
    private var generator: HistoryGenerator
    private var step = 0
    /// Cursors, and what the collections held when they were given.
    private var cursors: [(cursor: StoreCursor, model: HistoryModel)] = []

    /// Prepares a history.
    ///
    /// - Parameters:
    ///   - store: The store, which is empty.
    ///   - seed: What the history is made from.
    ///   - reopen: Closes the store and opens it again, or `nil` if it cannot be opened again.
    ///   - sourceLocation: Where failures are shown.
    init(
        _ store: Store, seed: UInt64, reopen: ((Store) async throws -> Store)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        (self.store, self.seed, self.reopen, self.sourceLocation) = (store, seed, reopen, sourceLocation)
        generator = HistoryGenerator(seed: seed)
    }

    /// Goes through a number of steps, or up to the first difference, which becomes an issue.
    mutating func run(steps: Int) async throws {
        do {
            try await goThrough(steps)
        } catch let difference as Difference {
            Issue.record("seed \(seed), step \(step): \(difference.text)", sourceLocation: sourceLocation)
        }
    }

    private mutating func goThrough(_ steps: Int) async throws {
        for number in 1...steps {
            step = number
            switch generator.random.below(20) {
            case 0..<9: try await commit()
            case 9..<12: try await read()
            case 12..<17: try await query()
            case 17: try await follow()
            case 18: try await useCursor()
            default: try await reopenStore()
            }
        }
        try await readEverything()
    }

    /// The first difference between the store and the model, behind which they have different histories.
    private struct Difference: Error {
        var text: String
    }

    private func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
        if !condition { throw Difference(text: what()) }
    }

    // MARK: - Steps

    private mutating func commit() async throws {
        let changes = try generator.changes(model)
        let before = model.sequence
        let expected: StoreCommit
        do {
            expected = try model.commit(changes)
        } catch {
            do {
                let commit = try await store.commit(changes)
                try expect(false, "\(changes): expected \(error), found commit \(commit.sequence)")
            } catch let found as StoreError {
                try expect(found.code == error.code, "\(changes): expected \(error), found \(found)")
                try expect(
                    found.key.map(HistoryModel.Name.init) == error.key.map(HistoryModel.Name.init),
                    "\(changes): expected \(error), found \(found)")
            }
            return try expect(model.sequence == before, "the model changed")
        }
        do {
            let found = try await store.commit(changes)
            try expect(isSame(found, expected), "\(changes): expected \(expected), found \(found)")
        } catch let error as StoreError {
            try expect(false, "\(changes): expected commit \(expected.sequence), found \(error)")
        }
    }

    private mutating func read() async throws {
        for _ in 0..<5 {
            let key = generator.key()
            let (found, expected) = (try await store.resource(for: key), model.resource(for: key))
            try expect(isSame(found, expected), "\(key): expected \(text(expected)), found \(text(found))")
        }
    }

    private mutating func query() async throws {
        for _ in 0..<3 {
            let (collection, text) = (
                generator.pick(HistoryGenerator.collections), generator.pick(HistoryGenerator.queries)
            )
            let query = try ResourceQuery(parsing: text)
            let page = try await store.resources(in: collection, matching: query)
            let (resources, total) = try model.page(collection, query)
            try check(page, resources, total, "\(collection)?\(text)")
        }
    }

    private mutating func follow() async throws {
        guard model.sequence > 0 else { return }
        let known = generator.random.below(Int(model.sequence))
        var iterator = try await store.changes(after: UInt64(known)).makeAsyncIterator()
        for expected in model.commits.dropFirst(known).prefix(40) {
            let found = try await iterator.next()
            try expect(
                found.map { isSame($0, expected) } ?? false,
                "the feed after \(known): expected \(expected), found \(String(describing: found))")
        }
    }

    private mutating func useCursor() async throws {
        let (collection, text) = (
            generator.pick(HistoryGenerator.collections), generator.pick(HistoryGenerator.queries)
        )
        let query = try ResourceQuery(parsing: text)
        if cursors.isEmpty || generator.random.once(in: 3) {
            let page = try await store.resources(in: collection, matching: query, cursor: nil)
            let (resources, total) = try model.page(collection, query)
            try check(page, resources, total, "\(collection)?\(text) with a new cursor")
            guard let cursor = page.cursor else { return }
            // A store needs to keep only some of them.
            cursors = cursors.suffix(3) + [(cursor, onlyCollection(collection))]
        } else {
            let (cursor, then) = generator.pick(cursors)
            guard let collection = then.order.first.map({ String(decoding: $0.collection, as: UTF8.self) }) else {
                return
            }
            let name = CollectionName(rawValue: collection)
            let page = try await store.resources(in: name, matching: query, cursor: cursor)
            let (resources, total) = try then.page(name, query)
            try check(page, resources, total, "\(name)?\(text) with an old cursor")
        }
    }

    /// The model with one collection left: a cursor is asked for one.
    private func onlyCollection(_ collection: CollectionName) -> HistoryModel {
        var copy = HistoryModel()
        copy.restore(model.resources(in: collection))
        return copy
    }

    private mutating func reopenStore() async throws {
        guard let reopen, generator.random.once(in: 2) else { return }
        store = try await reopen(store)
        cursors = []
        try await readEverything()
    }

    private func readEverything() async throws {
        for collection in HistoryGenerator.collections {
            let expected = model.resources(in: collection)
            let page = try await store.resources(in: collection, matching: ResourceQuery())
            try check(page, expected, expected.count, "all of \(collection)")
            for id in HistoryGenerator.ids {
                let key = ResourceKey(collection, id)
                let (found, expected) = (try await store.resource(for: key), model.resource(for: key))
                try expect(isSame(found, expected), "\(key): expected \(text(expected)), found \(text(found))")
            }
        }
    }

    // MARK: - Comparing

    private func check(_ page: StorePage, _ resources: [StoredResource], _ total: Int, _ what: String) throws {
        try expect(page.total == total, "\(what): expected \(total) in all, found \(page.total)")
        try expect(
            page.resources.count == resources.count && zip(page.resources, resources).allSatisfy { isSame($0, $1) },
            "\(what): expected \(resources.map { text($0) }), found \(page.resources.map { text($0) })")
    }

    private func isSame(_ first: StoredResource?, _ second: StoredResource?) -> Bool {
        guard let first, let second else { return first == nil && second == nil }
        return first.revision == second.revision && first.document.bytes == second.document.bytes
            && HistoryModel.Name(first.key) == HistoryModel.Name(second.key)
    }

    private func isSame(_ first: StoreCommit, _ second: StoreCommit) -> Bool {
        first.sequence == second.sequence && first.changes.count == second.changes.count
            && zip(first.changes, second.changes).allSatisfy { first, second in
                HistoryModel.Name(first.key) == HistoryModel.Name(second.key)
                    && first.document?.bytes == second.document?.bytes && isSame(first.previous, second.previous)
            }
    }

    private func text(_ resource: StoredResource?) -> String {
        resource.map { "\($0.key) revision \($0.revision) \($0.document)" } ?? "none"
    }
}
