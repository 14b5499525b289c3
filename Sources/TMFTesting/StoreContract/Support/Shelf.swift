import TMFJSON
import TMFQuery
import TMFStore

/// A collection of the tested store, with its expected resources, which are evaluated independently of the store.
struct Shelf: Sendable {
    let trial: StoreTrial
    let collection: CollectionName
    /// The expected resources of the collection, in the order of creation.
    private(set) var resources: [StoredResource] = []

    init(_ trial: StoreTrial, _ collection: CollectionName = "things") {
        self.trial = trial
        self.collection = collection
    }

    /// Makes changes in one commit, and expects that they are made.
    mutating func commit(_ changes: [StoreChange]) async throws {
        let sequence = try await trial.store.commit(changes).sequence
        for change in changes { apply(change, sequence) }
    }

    /// Creates documents with the identifiers `r0`, `r1` and so on in one commit.
    mutating func fill(_ documents: [String]) async throws {
        let first = resources.count
        try await commit(
            documents.enumerated().map { .create(key("r\(first + $0.offset)"), try document($0.element)) })
    }

    func key(_ id: String) -> ResourceKey { ResourceKey(collection, id) }

    private mutating func apply(_ change: StoreChange, _ sequence: UInt64) {
        let place = resources.firstIndex { StoreTrial.isSame($0.key, change.key) }
        switch change {
        case .create(let key, let document):
            resources.append(StoredResource(key: key, revision: sequence, document: document))
        case .replace(let key, let document, _):
            if let place { resources[place] = StoredResource(key: key, revision: sequence, document: document) }
        case .delete:
            if let place { resources.remove(at: place) }
        }
    }

    // MARK: - Comparing

    /// Expects that queries have the same results in the store as in an evaluation of all documents.
    func expect(_ queries: [String]) async throws {
        for text in queries { try await expect(ResourceQuery(parsing: text), text) }
    }

    /// Expects that a query has the same result in the store as in an evaluation of all documents, completely and in
    /// pages.
    func expect(_ query: ResourceQuery, _ name: String) async throws {
        try await expectPage(query, name)
        guard !query.page.isPartial else { return }
        for page in [Page(limit: 0), Page(limit: 2), Page(offset: 1, limit: 3), Page(offset: 3)] {
            var query = query
            query.page = page
            try await expectPage(query, "\(name) from \(page.offset) at most \(page.limit.map(String.init) ?? "all")")
        }
    }

    private func expectPage(_ query: ResourceQuery, _ name: String) async throws {
        let answer: (page: [Int], total: Int, exceeding: [Int])
        do throws(QueryError) {
            answer = try CompiledQuery(query).positions(in: resources.map(\.document))
        } catch {
            return try await expectRefusal(of: query, name, error)
        }
        let page = try await trial.store.resources(in: collection, matching: query)
        expect(page, holds: answer.page.map { resources[$0] }, total: answer.total, name: name)
    }

    /// Expects that a page contains resources, byte for byte.
    func expect(_ page: StorePage, holds expected: [StoredResource], total: Int, name: String) {
        trial.expect("the total of '\(name)'", page.total, is: total)
        let (found, wanted) = (page.resources.map(\.key.id), expected.map(\.key.id))
        guard found.count == wanted.count, zip(found, wanted).allSatisfy({ StoreTrial.isSame($0, $1) }) else {
            return trial.fail(
                "the resources of '\(name)': expected \(StoreTrial.text(wanted)), found \(StoreTrial.text(found))")
        }
        for (found, expected) in zip(page.resources, expected) {
            trial.expect(
                StoreTrial.isSame(found, expected),
                "a resource of '\(name)': expected \(StoreTrial.text(expected)), found \(StoreTrial.text(found))")
        }
    }

    private func expectRefusal(of query: ResourceQuery, _ name: String, _ expected: QueryError) async throws {
        do {
            let page = try await trial.store.resources(in: collection, matching: query)
            trial.fail("'\(name)': expected \(StoreTrial.text(expected)), found \(page.total) resources")
        } catch let error as QueryError {
            trial.expect("the error of '\(name)'", error.code, is: expected.code)
        }
    }
}
