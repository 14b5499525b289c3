import TMFJSON
import TMFQuery
import TMFStore

extension StoreTrial {
    /// Expects a resource, or none, when it is read and when it is listed.
    func expectResource(_ key: ResourceKey, is expected: StoredResource?) async throws {
        let found = try await store.resource(for: key)
        expect(
            Self.isSame(found, expected),
            "reading \(Self.text(key)): expected \(Self.text(expected)), found \(Self.text(found))")
        let listed = try await store.resources(in: key.collection, matching: ResourceQuery()).resources
            .first { Self.isSame($0.key, key) }
        expect(
            Self.isSame(listed, expected),
            "listing \(Self.text(key)): expected \(Self.text(expected)), found \(Self.text(listed))")
    }

    /// Expects a resource with a revision and a text.
    func expectResource(_ key: ResourceKey, revision: UInt64, text: String) async throws {
        try await expectResource(key, is: StoredResource(key: key, revision: revision, document: document(text)))
    }

    /// Expects that a collection contains resources with certain identifiers, in this order.
    func expectIDs(
        _ expected: [String], _ query: String = "", in collection: CollectionName = "things", total: Int? = nil
    ) async throws {
        let page = try await list(collection, query)
        let found = page.resources.map(\.key.id)
        expect(
            found.count == expected.count && zip(found, expected).allSatisfy { Self.isSame($0, $1) },
            "the identifiers of '\(query)': expected \(Self.text(expected)), found \(Self.text(found))")
        expect("the total of '\(query)'", page.total, is: total ?? expected.count)
    }

    /// Expects a commit with certain changes.
    func expectCommit(_ found: StoreCommit, sequence: UInt64, changes: [StoreCommit.Change]) {
        let expected = StoreCommit(sequence: sequence, changes: changes)
        expect(Self.isSame(found, expected), "expected \(Self.text(expected)), found \(Self.text(found))")
    }

    /// Expects that changes are refused with a code and the key of the first change that cannot be made.
    func expectRefusal(
        _ code: StoreError.Code, naming key: ResourceKey, of changes: [StoreChange], during what: String
    ) async throws {
        do {
            let commit = try await store.commit(changes)
            fail("\(what): expected to be refused with \(code), found \(Self.text(commit))")
        } catch let error as StoreError {
            expect(what, error.code, is: code)
            expect(
                error.key.map { Self.isSame($0, key) } ?? false,
                "\(what): expected the error to name '\(Self.text(key))', found '\(Self.text(error.key as Any))'")
        } catch {
            fail("\(what): expected a StoreError with \(code), found \(error)")
        }
    }

    /// Makes changes and returns the commit, or `nil` if they were refused; a refusal with another code than the given
    /// ones is a failure.
    func attempt(_ changes: [StoreChange], orRefusedWith codes: StoreError.Code...) async -> StoreCommit? {
        do {
            return try await store.commit(changes)
        } catch let error as StoreError where codes.contains(error.code) {
            return nil
        } catch {
            fail("expected a commit or one of \(codes), found \(Self.text(error))")
            return nil
        }
    }

    // MARK: - Feeds

    /// Reads a number of commits of a feed, with a time limit.
    func read(
        _ count: Int, after sequence: UInt64, limit: Duration = .seconds(10)
    ) async throws -> [StoreCommit] {
        let changes = try await store.changes(after: sequence)
        return try await read(count, of: changes, limit: limit)
    }

    /// Reads a number of commits from the beginning of a feed, with a time limit.
    func read(_ count: Int, of changes: StoreChanges, limit: Duration = .seconds(10)) async throws -> [StoreCommit] {
        try await withTimeLimit(limit) {
            var commits: [StoreCommit] = []
            var iterator = changes.makeAsyncIterator()
            while commits.count < count, let commit = try await iterator.next() { commits.append(commit) }
            return commits
        }
    }

    /// Expects commits, all of them in this order and byte for byte.
    func expectCommits(_ what: String, _ found: [StoreCommit], are expected: [StoreCommit]) {
        guard found.map(\.sequence) == expected.map(\.sequence) else {
            return fail(
                "\(what): expected the commits \(Self.text(expected.map(\.sequence))), "
                    + "found \(Self.text(found.map(\.sequence)))")
        }
        for (found, expected) in zip(found, expected) {
            expect(Self.isSame(found, expected), "\(what): expected \(Self.text(expected)), found \(Self.text(found))")
        }
    }
}
