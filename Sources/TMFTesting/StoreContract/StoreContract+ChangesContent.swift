import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The contents of feeds.
    static let changesContent: [StoreContract] = [
        StoreContract("A feed tells of each commit what the one who made it was told") { trial in
            var told: [StoreCommit] = []
            let (one, two) = (try document("[1 ]"), try document(#"{"a":1.0}"#))
            told.append(try await trial.store.commit([.create(key("1"), one), .create(key("1", in: "b"), two)]))
            told.append(try await trial.store.commit([.replace(key("1"), two, revision: 1)]))
            told.append(try await trial.store.commit([]))
            told.append(
                try await trial.store.commit([
                    .delete(key("1"), revision: 2), .create(key("1"), one), .replace(key("1"), two, revision: nil),
                ]))
            told.append(try await trial.store.commit([.delete(key("1", in: "b"), revision: nil)]))
            trial.expectCommits("the feed", try await trial.read(5, after: 0), are: told)
        },
        StoreContract("A feed has the replaced and deleted resources, with their revisions") { trial in
            let texts = try [#"{"n":1}"#, #"{"n":2}"#, #"{"n":3}"#].map { try document($0) }
            try await trial.store.create(texts[0], at: key("1"))
            try await trial.store.commit([])
            try await trial.store.replace(key("1"), with: texts[1])
            try await trial.store.replace(key("1"), with: texts[2])
            try await trial.store.delete(key("1"))
            let commits = try await trial.read(5, after: 0)
            let expected: [StoreCommit.Change?] = [
                .init(key: key("1"), document: texts[0], previous: nil), nil,
                .init(
                    key: key("1"), document: texts[1], previous: .init(key: key("1"), revision: 1, document: texts[0])),
                .init(
                    key: key("1"), document: texts[2], previous: .init(key: key("1"), revision: 3, document: texts[1])),
                .init(key: key("1"), document: nil, previous: .init(key: key("1"), revision: 4, document: texts[2])),
            ]
            guard commits.count == expected.count else {
                return trial.fail("expected 5 commits, found \(commits.count)")
            }
            for (number, (commit, change)) in zip(commits, expected).enumerated() {
                trial.expectCommit(commit, sequence: UInt64(number) + 1, changes: change.map { [$0] } ?? [])
            }
        },
        StoreContract("A feed has no refused commit and no gap in its place") { trial in
            let first = try await trial.createMany(0..<2)
            for _ in 0..<3 {
                try await trial.expectRefusal(
                    .duplicateID, naming: key("1"),
                    of: [.create(key("9"), try document("{}")), .create(key("1"), try document("{}"))],
                    during: "creating what is there")
            }
            let second = try await trial.store.commit([.delete(key("0"), revision: nil)])
            trial.expectCommits("the feed", try await trial.read(2, after: 0), are: [first, second])
        },
        StoreContract("A feed reproduces the store, including changes within one commit") { trial in
            for n in 0..<40 {
                let (id, text) = (key("\(n % 7)", in: n % 2 == 0 ? "a" : "b"), try document(#"{"n":\#(n)}"#))
                let found = try await trial.store.resource(for: id)
                let change: StoreChange = found == nil ? .create(id, text) : .replace(id, text, revision: nil)
                try await trial.store.commit(
                    n % 5 == 4
                        ? [change, .delete(id, revision: nil), .create(id, text)]
                        : n % 6 == 5 ? [change, .delete(id, revision: nil)] : [change])
            }
            var copies: [String: StoredResource] = [:]
            for commit in try await trial.read(40, after: 0) {
                for change in commit.changes {
                    let before = copies[change.key.description]
                    trial.expect(
                        StoreTrial.isSame(before, change.previous),
                        "commit \(commit.sequence): expected to follow \(StoreTrial.text(before)), "
                            + "found \(StoreTrial.text(change))")
                    copies[change.key.description] = change.document.map {
                        StoredResource(key: change.key, revision: commit.sequence, document: $0)
                    }
                }
            }
            for name in ["a", "b"] as [CollectionName] {
                let found = try await trial.list(name).resources
                let expected = copies.values.filter { $0.key.collection == name }
                trial.expect("the resources in \(name)", Set(found), is: Set(expected))
            }
        },
        StoreContract("A feed from 0 has every commit once and in order, though many tasks commit") { trial in
            let early = try await trial.reader(1_600, after: 0)
            let made = try await trial.commitConcurrently(tasks: 16, commits: 100)
            let expected = made.sorted { $0.sequence < $1.sequence }
            trial.expectCommits("a feed from before", try await early.finish(), are: expected)
            trial.expectCommits("a feed from after", try await trial.read(1_600, after: 0), are: expected)
            let middle = try await trial.read(600, after: 1_000)
            trial.expectCommits("a feed from the middle", middle, are: Array(expected.suffix(600)))
        },
        StoreContract("A feed of large commits has all their changes") { trial in
            let commits = [try await trial.createMany(0..<2_000), try await trial.createMany(2_000..<2_001)]
            let deletion = try await trial.store.commit((0..<2_000).map { .delete(key("\($0)"), revision: 1) })
            trial.expectCommits("the feed", try await trial.read(3, after: 0), are: commits + [deletion])
        },
    ]
}
