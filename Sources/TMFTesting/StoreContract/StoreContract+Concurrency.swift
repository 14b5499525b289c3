import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The behavior of a store that many tasks use concurrently.
    static let concurrency: [StoreContract] = [
        StoreContract("Commits of 64 tasks are all made, with unique numbers and no gaps") { trial in
            let made = try await trial.commitConcurrently(tasks: 64, commits: 50)
            trial.expect("the numbers", made.map(\.sequence).sorted(), is: Array(1...3_200))
            let page = try await trial.list()
            trial.expect("the total", page.total, is: 3_200)
            let expected = made.sorted { $0.sequence < $1.sequence }.compactMap { $0.changes.first?.key.id }
            trial.expect("the order of the list", page.resources.map(\.key.id), is: expected)
            trial.expect("the revisions of the list", page.resources.map(\.revision), is: Array(1...3_200))
        },
        StoreContract("No update is lost when 64 tasks count up one resource by its revision") { trial in
            try await trial.create(["counter": #"{"n":0}"#])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        for _ in 0..<4 { while try await !trial.increment("counter") {} }
                    }
                }
                try await group.waitForAll()
            }
            try await trial.expectResource(key("counter"), revision: 257, text: #"{"n":256}"#)
        },
        StoreContract("Of tasks that create one resource at the same time, exactly one succeeds") { trial in
            for round in 0..<10 {
                try await trial.expectOneWinner(of: 16, for: "round \(round)", others: .duplicateID) { task in
                    .create(key("\(round)"), try document("[\(task)]"))
                }
            }
            try await trial.expectIDs((0..<10).map(String.init))
        },
        StoreContract("Of tasks that replace one revision at the same time, exactly one succeeds") { trial in
            try await trial.create(["1": "{}"])
            for round in 1...10 {
                let text = #"{"round":\#(round)}"#
                try await trial.expectOneWinner(of: 16, for: "round \(round)", others: .revisionMismatch) { _ in
                    .replace(key("1"), try document(text), revision: UInt64(round))
                }
                try await trial.expectResource(key("1"), revision: UInt64(round) + 1, text: text)
            }
        },
        StoreContract("Of tasks that delete one resource at the same time, exactly one succeeds") { trial in
            try await trial.createMany(0..<10)
            for id in 0..<10 {
                try await trial.expectOneWinner(of: 16, for: "resource \(id)", others: .notFound) { _ in
                    .delete(key("\(id)"), revision: nil)
                }
            }
            try await trial.expectIDs([])
        },
        StoreContract("Readers never fail while others write, whatever they ask") { trial in
            try await trial.createMany(0..<30)
            try await trial.racing {
                for n in 0..<100 {
                    let id = key("\(n % 30)")
                    try await trial.store.commit([.delete(id, revision: nil), .create(id, document(#"{"n":\#(n)}"#))])
                }
            } reading: { trial in
                for query in ["", "n>10", "sort=-n&limit=5", "offset=10&limit=10", "n*=1", "limit=0"] {
                    let total = try await trial.list("things", query).total
                    if !query.contains("n") || query.contains("sort") {
                        trial.expect("the total of '\(query)' while others write", total, is: 30)
                    }
                }
                let found = try await trial.store.resource(for: key("7"))
                trial.expect(found != nil, "expected a resource that is always there, found none")
            }
        },
        StoreContract("Batches of many tasks over shared resources are made one after the other") { trial in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<16 {
                    group.addTask {
                        for round in 0..<10 {
                            let text = try document(#"{"by":"\#(task).\#(round)"}"#)
                            let batch = (0..<5).map { StoreChange.create(key("\($0)"), text) }
                            guard await trial.attempt(batch, orRefusedWith: .duplicateID) != nil else {
                                let other = batch.reversed().map { StoreChange.replace($0.key, text, revision: nil) }
                                _ = await trial.attempt(other, orRefusedWith: .notFound)
                                continue
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let page = try await trial.list()
            trial.expect("the total", page.total, is: 5)
            trial.expect("the writers of what is left", Set(page.resources.map(\.document)).count, is: 1)
            trial.expect("the revisions of what is left", Set(page.resources.map(\.revision)).count, is: 1)
        },
        StoreContract("Tasks that write to collections of their own do not disturb each other") { trial in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<16 {
                    group.addTask {
                        let name = CollectionName(rawValue: "c\(task)")
                        for n in 0..<15 {
                            try await trial.store.create(document(#"{"n":\#(n)}"#), at: key("\(n)", in: name))
                            try await trial.expectIDs(["\(n)"], "n=\(n)", in: name)
                        }
                        try await trial.expectIDs((0..<15).map(String.init), in: name)
                    }
                }
                try await group.waitForAll()
            }
            trial.expect("the number of the next commit", try await trial.store.commit([]).sequence, is: 241)
        },
    ]
}

extension StoreTrial {
    /// Creates resources in many tasks, one in each commit, and returns the commits.
    func commitConcurrently(tasks: Int, commits: Int) async throws -> [StoreCommit] {
        try await withThrowingTaskGroup(of: [StoreCommit].self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var made: [StoreCommit] = []
                    for n in 0..<commits {
                        let id = key("\(task).\(n)")
                        made.append(try await self.store.commit([.create(id, document(#"{"task":\#(task)}"#))]))
                    }
                    return made
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Increments the member `n` of a resource, or returns `false` if another task was faster.
    func increment(_ id: String) async throws -> Bool {
        guard let found = try await store.resource(for: key(id)) else { throw StoreError(.notFound, key: key(id)) }
        let text = try document(#"{"n":\#(Self.number(in: found) + 1)}"#)
        do {
            try await store.commit([.replace(found.key, text, revision: found.revision)])
            return true
        } catch let error as StoreError where error.code == .revisionMismatch {
            await Task.yield()
            return false
        }
    }

    /// Makes one change in each of many tasks, and expects all but one to be refused with a code.
    func expectOneWinner(
        of tasks: Int, for what: String, others code: StoreError.Code,
        change: @escaping @Sendable (Int) throws -> StoreChange
    ) async throws {
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<tasks {
                group.addTask { await self.attempt([try change(task)], orRefusedWith: code) != nil }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        expect("\(what): the tasks that succeeded", winners, is: 1)
    }
}
