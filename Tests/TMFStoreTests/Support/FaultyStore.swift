import Synchronization
import TMFJSON
import TMFQuery
import TMFStore

/// A simple store that keeps the contract, but for one fault if it is given one.
final class FaultyStore: ResourceStore {
    /// A key, compared by bytes or by canonical equivalence.
    private struct Key: Hashable {
        var key: ResourceKey
        var isCanonical: Bool

        static func == (first: Self, second: Self) -> Bool {
            guard first.isCanonical else { return first.key == second.key }
            return first.key.id == second.key.id && first.key.collection.rawValue == second.key.collection.rawValue
        }

        func hash(into hasher: inout Hasher) { hasher.combine(key.id) }
    }

    private struct State {
        /// The resources in the order of creation, with gaps where they were deleted.
        var slots: [StoredResource?] = []
        /// The documents as they were created.
        var originals: [JSONDocument] = []
        var places: [Key: Int] = [:]
        var log: [StoreCommit] = []
        var moments: [[StoredResource?]] = []

        mutating func append(_ resource: StoredResource, _ key: Key) {
            places[key] = slots.count
            slots.append(resource)
            originals.append(resource.document)
        }
    }

    private let fault: StoreFault?
    private let state = Mutex(State())

    init(_ fault: StoreFault? = nil) { self.fault = fault }

    /// The number of the last commit.
    var lastNumber: UInt64 { state.withLock { UInt64($0.log.count) } }

    private func place(_ key: ResourceKey) -> Key { Key(key: key, isCanonical: fault == .canonicalKeys) }

    // MARK: - Reading

    func resource(for key: ResourceKey) async throws -> StoredResource? {
        state.withLock { state in state.places[place(key)].flatMap { state.slots[$0] } }
    }

    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        let (slots, originals) = state.withLock { ($0.slots, $0.originals) }
        return try page(slots, originals, collection, query)
    }

    func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        let (slots, originals, token) = try state.withLock { state in
            guard let cursor else {
                state.moments.append(state.slots)
                return (state.slots, state.originals, state.moments.count)
            }
            guard let number = Int(cursor.rawValue), number > 0, number <= state.moments.count else {
                throw StoreError(.cursorExpired)
            }
            return (
                fault == .cursorOfPresent ? state.slots : state.moments[number - 1], state.originals, number
            )
        }
        var page = try page(slots, originals, collection, query)
        page.cursor = StoreCursor(rawValue: "\(token)")
        return page
    }

    private func page(
        _ slots: [StoredResource?], _ originals: [JSONDocument], _ collection: CollectionName, _ query: ResourceQuery
    ) throws -> StorePage {
        let name = place(ResourceKey(collection, ""))
        let all = zip(slots, originals).compactMap { slot, original in
            slot.flatMap {
                place(ResourceKey($0.key.collection, "")) == name ? (resource: $0, original: original) : nil
            }
        }
        let filter = CompiledQuery(ResourceQuery(filter: query.filter))
        let found = try filter.positions(in: all.map { fault == .indexOfCreation ? $0.original : $0.resource.document })
        let matches = found.page.map { all[$0].resource }
        let sorted = try order(of: matches, query.sort)
        let page = sorted[query.page.range(of: sorted.count)].map { matches[$0] }
        return StorePage(resources: page, total: fault == .totalOfPage ? page.count : matches.count)
    }

    private func order(of resources: [StoredResource], _ keys: [SortKey]) throws -> [Int] {
        var (keys, documents) = (keys, resources.map(\.document))
        if fault == .sortWithoutID {
            documents = try documents.map { document in
                guard var object = JSONValue(document).objectValue else { return document }
                object["id"] = nil
                return try JSONDocument(.object(object))
            }
        }
        let isReversed = fault == .descendingIsReversed && keys.first?.isDescending == true
        if isReversed { keys = keys.map { SortKey($0.path) } }
        let order = try CompiledQuery(ResourceQuery(sort: keys)).positions(in: documents).page
        return isReversed ? order.reversed() : order
    }

    // MARK: - Writing

    func commit(_ changes: [StoreChange]) async throws -> StoreCommit {
        switch fault {
        case .seenInSteps:
            var made: [StoreCommit.Change] = []
            for change in changes {
                made.append(try state.withLock { try make(change, &$0) })
                try await Task.sleep(for: .milliseconds(1))
            }
            return state.withLock { log(made, &$0) }
        case .checkedThenMade:
            for case .replace(let key, _, let revision) in changes {
                let found = try await resource(for: key)
                if let revision, revision != found?.revision { throw StoreError(.revisionMismatch, key: key) }
            }
            await Task.yield()
        default: break
        }
        return try state.withLock { state in
            let before = (state.slots.count, changes.map { state.places[place($0.key)] })
            let touched = before.1.map { $0.map { state.slots[$0] } }
            var made: [StoreCommit.Change] = []
            do {
                for change in changes { made.append(try make(change, &state)) }
                return log(made, &state)
            } catch {
                if fault == .refusalTakesNumber { _ = log([], &state) }
                if fault == .halfCommits { throw error }
                state.slots.removeSubrange(before.0...)
                state.originals.removeSubrange(before.0...)
                for (change, (place, slot)) in zip(changes, zip(before.1, touched)) {
                    state.places[self.place(change.key)] = place
                    if let place { state.slots[place] = slot ?? nil }
                }
                guard fault == .lastFailureNamed, let error = error as? StoreError else { throw error }
                throw StoreError(error.code, key: changes.last?.key)
            }
        }
    }

    private func log(_ made: [StoreCommit.Change], _ state: inout State) -> StoreCommit {
        let commit = StoreCommit(sequence: UInt64(state.log.count) + 1, changes: made)
        state.log.append(commit)
        return commit
    }

    private func make(_ change: StoreChange, _ state: inout State) throws -> StoreCommit.Change {
        let (key, index) = (change.key, place(change.key))
        let place = state.places[index]
        let current = place.flatMap { state.slots[$0] }
        let revision = UInt64(state.log.count) + 1
        let previous = fault == .previousMissing ? nil : current
        switch change {
        case .create(_, let document):
            guard current == nil else { throw StoreError(.duplicateID, key: key) }
            let document = try written(document)
            state.append(StoredResource(key: key, revision: revision, document: document), index)
            return .init(key: key, document: document, previous: nil)
        case .replace(_, let document, let expected):
            try check(expected, current, key)
            let resource = StoredResource(key: key, revision: revision, document: try written(document))
            if let place, fault != .replaceMoves {
                state.slots[place] = resource
            } else {
                if let place { state.slots[place] = nil }
                state.append(resource, index)
            }
            return .init(key: key, document: resource.document, previous: previous)
        case .delete(_, let expected):
            try check(expected, current, key)
            if let place { state.slots[place] = nil }
            state.places[index] = nil
            return .init(key: key, document: nil, previous: previous)
        }
    }

    private func check(_ expected: UInt64?, _ current: StoredResource?, _ key: ResourceKey) throws {
        guard let current else { throw StoreError(.notFound, key: key) }
        guard let expected, expected != current.revision else { return }
        guard fault == .revisionUnchecked || fault == .checkedThenMade else {
            throw StoreError(.revisionMismatch, key: key)
        }
    }

    private func written(_ document: JSONDocument) throws -> JSONDocument {
        fault == .documentsRewritten ? try JSONDocument(JSONValue(document)) : document
    }

    // MARK: - Changes

    func changes(after sequence: UInt64) async throws -> StoreChanges {
        let position = Position(sequence)
        return StoreChanges(after: sequence) { [self] known in
            while !Task.isCancelled {
                let known = fault == .feedIsShared ? position.value : known
                let log = state.withLock { $0.log }
                if let next = log.dropFirst(Int(clamping: known)).first(where: isTold) {
                    position.value = next.sequence
                    return next
                }
                try? await Task.sleep(for: .milliseconds(1))
            }
            return nil
        }
    }

    private func isTold(_ commit: StoreCommit) -> Bool { fault != .feedDropsEmptyCommits || !commit.changes.isEmpty }

    /// A place in a feed.
    private final class Position: Sendable {
        private let number: Mutex<UInt64>

        init(_ number: UInt64) { self.number = Mutex(number) }

        var value: UInt64 {
            get { number.withLock { $0 } }
            set { number.withLock { $0 = newValue } }
        }
    }
}
