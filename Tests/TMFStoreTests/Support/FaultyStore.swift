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
        var moments: [(slots: [StoredResource?], sequence: UInt64)] = []

        var sequence: UInt64 { UInt64(log.count) }

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
    var lastNumber: UInt64 { state.withLock { $0.sequence } }

    private func place(_ key: ResourceKey) -> Key { Key(key: key, isCanonical: fault == .canonicalKeys) }

    // MARK: - Reading

    func resource(for key: ResourceKey) async throws -> StoredResource? {
        state.withLock { state in state.places[place(key)].flatMap { state.slots[$0] } }
    }

    func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        state.withLock { state in
            var found: [ResourceKey: StoredResource] = [:]
            for key in fault == .keysAtOnceMissing ? keys.dropLast(5) : keys[...] {
                found[key] = state.places[place(key)].flatMap { state.slots[$0] }
            }
            return found
        }
    }

    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        let (slots, originals, sequence) = state.withLock { ($0.slots, $0.originals, $0.sequence) }
        return try page(slots, originals, sequence, collection, query)
    }

    func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        let (slots, originals, sequence, token) = try state.withLock { state in
            guard let cursor else {
                state.moments.append((state.slots, state.sequence))
                return (state.slots, state.originals, state.sequence, state.moments.count)
            }
            guard let number = Int(cursor.rawValue), number > 0, number <= state.moments.count else {
                throw StoreError(.cursorExpired)
            }
            let moment = state.moments[number - 1]
            return (
                fault == .cursorOfPresent ? state.slots : moment.slots, state.originals,
                fault == .pageOfPresentCommit ? state.sequence : moment.sequence, number
            )
        }
        var page = try page(slots, originals, sequence, collection, query)
        page.cursor = StoreCursor(rawValue: "\(token)")
        return page
    }

    private func page(
        _ slots: [StoredResource?], _ originals: [JSONDocument], _ sequence: UInt64, _ collection: CollectionName,
        _ query: ResourceQuery
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
        let last = all.map(\.resource.revision).max() ?? 0
        return StorePage(
            resources: page, total: fault == .totalOfPage ? page.count : matches.count,
            sequence: fault == .pageOfItsCollection ? last : sequence)
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

    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        var commit = try await made(transaction)
        if fault == .noteNotReturned { commit.note = nil }
        return commit
    }

    private func made(_ transaction: StoreTransaction) async throws -> StoreCommit {
        let changes = transaction.changes
        switch fault {
        case .seenInSteps:
            var made: [StoreCommit.Change] = []
            for change in changes {
                made.append(try state.withLock { try make(change, &$0) })
                try await Task.sleep(for: .milliseconds(1))
            }
            return state.withLock { log(made, transaction.note, &$0) }
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
                return log(made, transaction.note, &state)
            } catch {
                if fault == .refusalTakesNumber { _ = log([], nil, &state) }
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

    private func log(_ made: [StoreCommit.Change], _ note: JSONObject?, _ state: inout State) -> StoreCommit {
        let note = fault == .noteOfAnother ? note ?? state.log.last?.note : note
        var commit = StoreCommit(sequence: state.sequence + 1, changes: made, note: note)
        if fault == .noteNotKept { commit.note = nil }
        state.log.append(commit)
        return commit
    }

    private func make(_ change: StoreChange, _ state: inout State) throws -> StoreCommit.Change {
        let (key, index) = (change.key, place(change.key))
        let place = state.places[index]
        let current = place.flatMap { state.slots[$0] }
        let revision = state.sequence + 1
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
        return StoreChanges(after: sequence) { [self] known, count in
            while !Task.isCancelled {
                var known = fault == .feedIsShared ? position.value : known
                if fault == .batchesOverlap, count > 1, known > 0 { known -= 1 }
                let log = state.withLock { $0.log }
                let next = log.dropFirst(Int(clamping: known)).filter(isTold)
                if let first = next.first {
                    position.value = first.sequence
                    return Array(next.prefix(fault == .batchesTooLarge && count > 1 ? .max : count))
                }
                try? await Task.sleep(for: .milliseconds(1))
            }
            return []
        }
    }

    func feedRange() async throws -> ClosedRange<UInt64> {
        let last = lastNumber
        if fault == .rangeOfOldestCommit { return min(1, last)...last }
        return 0...(fault == .rangeEndsEarly ? last - min(last, 1) : last)
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
