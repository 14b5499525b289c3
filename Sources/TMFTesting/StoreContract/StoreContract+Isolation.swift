import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The consistency of reads during commits.
    static let isolation: [StoreContract] = [
        StoreContract("A list never shows half of a commit: what moves between two resources is never lost") { trial in
            try await trial.create(["a": #"{"n":100}"#, "b": #"{"n":0}"#])
            try await trial.racing {
                for _ in 0..<60 {
                    let (from, to) = Bool.random() ? (key("a"), key("b")) : (key("b"), key("a"))
                    while await !trial.move(1, from: from, to: to) {}
                }
            } reading: { trial in
                let page = try await trial.list()
                let sum = page.resources.reduce(0) { $0 + StoreTrial.number(in: $1) }
                trial.expect("the sum over the list", sum, is: 100)
            }
        },
        StoreContract("A list is of one moment: its total, its rows and their values belong together") { trial in
            // Every commit adds or removes a pair, and gives all existing resources the same number.
            try await trial.racing {
                for round in 0..<40 {
                    let text = try document(#"{"round":\#(round)}"#)
                    var changes = try await trial.list().resources.map {
                        StoreChange.replace($0.key, text, revision: nil)
                    }
                    changes += [.create(key("\(round)a"), text), .create(key("\(round)b"), text)]
                    if round % 3 == 2 {
                        changes += [.delete(key("\(round - 1)a"), revision: nil)]
                        changes += [.delete(key("\(round - 1)b"), revision: nil)]
                    }
                    try await trial.store.commit(changes)
                }
            } reading: { trial in
                let page = try await trial.list()
                trial.expect("the total of a list without a page", page.total, is: page.resources.count)
                trial.expect("the rest of the number of rows by two", page.total % 2, is: 0)
                let rounds = Set(page.resources.compactMap { $0.document.root["round"]?.numberValue?.int64Value })
                trial.expect(rounds.count < 2, "expected rows of one commit, found those of \(rounds.sorted())")
                trial.expect("the revisions", Set(page.resources.map(\.revision)).count, is: rounds.count)
            }
        },
        StoreContract("The total of a filter and its page are of one moment") { trial in
            try await trial.createMany(0..<20)
            try await trial.racing {
                for round in 0..<40 {
                    let text = try document(#"{"on":"\#(round % 2 == 0 ? "yes" : "no")"}"#)
                    try await trial.store.commit((0..<20).map { .replace(key("\($0)"), text, revision: nil) })
                }
            } reading: { trial in
                for query in ["on=yes&limit=30", "on=yes&sort=-on&limit=30", "on!=yes&limit=30"] {
                    let page = try await trial.list("things", query)
                    trial.expect("the rows of '\(query)'", page.resources.count, is: page.total)
                    trial.expect(
                        page.total == 0 || page.total == 20, "'\(query)': expected 0 or 20 rows, found \(page.total)")
                }
            }
        },
        StoreContract("A commit is visible to the next read, list, filter and sorted page") { trial in
            for n in 0..<25 {
                let written = try await trial.store.create(document(#"{"n":\#(n),"of":"x\#(n)"}"#), at: key("\(n)"))
                try await trial.expectResource(key("\(n)"), is: written)
                try await trial.expectIDs(["\(n)"], "of=x\(n)")
                try await trial.expectIDs(["\(n)"], "sort=-n&limit=1", total: n + 1)
                try await trial.store.replace(key("\(n)"), with: document(#"{"n":\#(n),"of":"y\#(n)"}"#))
                try await trial.expectIDs([], "of=x\(n)")
                try await trial.expectIDs(["\(n)"], "of=y\(n)")
            }
        },
        StoreContract("A commit of one task is visible to another task that waited for it") { trial in
            let (numbers, told) = AsyncStream.makeStream(of: Int.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for n in 0..<60 {
                        try await trial.create(["\(n)": #"{"n":\#(n)}"#])
                        told.yield(n)
                    }
                    told.finish()
                }
                for await n in numbers {
                    let found = try await trial.store.resource(for: key("\(n)"))
                    trial.expect("the revision of a resource that was committed", found?.revision, is: UInt64(n) + 1)
                    let total = try await trial.list("things", "n=\(n)").total
                    trial.expect("the total of a filter for it", total, is: 1)
                }
                try await group.waitForAll()
            }
        },
        StoreContract("Reads never go back: of two resources written together, the second read is no older") { trial in
            try await trial.create(["a": #"{"n":0}"#, "b": #"{"n":0}"#])
            try await trial.racing {
                for n in 1...100 {
                    let text = try document(#"{"n":\#(n)}"#)
                    try await trial.store.commit([
                        .replace(key("a"), text, revision: nil), .replace(key("b"), text, revision: nil),
                    ])
                }
            } reading: { trial in
                var last = 0
                for id in ["a", "b", "a", "b"] {
                    let found = try await trial.store.resource(for: key(id)).map { StoreTrial.number(in: $0) } ?? -1
                    trial.expect(found >= last, "'\(id)': expected \(last) or more, found \(found)")
                    last = found
                }
            }
        },
        StoreContract("A commit that the feed has delivered is visible to the next read") { trial in
            try await trial.create(["a": #"{"n":0}"#])
            let changes = try await trial.store.changes(after: 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for n in 1...50 { try await trial.store.replace(key("a"), with: document(#"{"n":\#(n)}"#)) }
                }
                try await withTimeLimit(.seconds(10)) {
                    var iterator = changes.makeAsyncIterator()
                    for _ in 1...50 {
                        guard let commit = try await iterator.next() else { return trial.fail("the feed ended") }
                        let found = try await trial.store.resource(for: key("a"))?.revision ?? 0
                        trial.expect(
                            found >= commit.sequence, "expected revision \(commit.sequence) or later, found \(found)")
                    }
                }
                try await group.waitForAll()
            }
        },
    ]
}

extension StoreTrial {
    /// Returns the member `n` of a resource.
    static func number(in resource: StoredResource) -> Int {
        Int(resource.document.root["n"]?.numberValue?.int64Value ?? -1)
    }

    /// Moves an amount of the member `n` from one resource to another, or returns `false` if another task was faster.
    func move(_ amount: Int, from: ResourceKey, to: ResourceKey) async -> Bool {
        do {
            guard let first = try await store.resource(for: from), let second = try await store.resource(for: to) else {
                fail("expected '\(from)' and '\(to)', found that one is missing")
                return true
            }
            let changes: [StoreChange] = [
                .replace(from, try document(#"{"n":\#(Self.number(in: first) - amount)}"#), revision: first.revision),
                .replace(to, try document(#"{"n":\#(Self.number(in: second) + amount)}"#), revision: second.revision),
            ]
            return await attempt(changes, orRefusedWith: .revisionMismatch) != nil || failures.count > 0
        } catch {
            fail("expected to read two resources, found \(Self.text(error))")
            return true
        }
    }

    /// Runs a writer while two readers read repeatedly until the writer is done.
    func racing(
        _ write: @escaping @Sendable () async throws -> Void,
        reading read: @escaping @Sendable (StoreTrial) async throws -> Void
    ) async throws {
        // Stores that respond to cancellation would fail if the readers were cancelled.
        let isDone = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { isDone.raise() }
                try await write()
            }
            for _ in 0..<2 {
                group.addTask {
                    repeat {
                        try await read(self)
                        await Task.yield()
                    } while !isDone.isRaised && !Task.isCancelled
                }
            }
            try await group.waitForAll()
        }
    }
}
