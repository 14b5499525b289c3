import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The effects of commits.
    static let commits: [StoreContract] = [
        StoreContract("The commits of a fresh store are numbered from 1, without a gap") { trial in
            for number in 1...20 {
                let commit = try await trial.store.commit([.create(key("\(number)"), document("{}"))])
                trial.expect("the number of a commit", commit.sequence, is: UInt64(number))
            }
        },
        StoreContract("A commit without changes takes a number too") { trial in
            trial.expectCommit(try await trial.store.commit([]), sequence: 1, changes: [])
            try await trial.create(["1": "{}"])
            trial.expectCommit(try await trial.store.commit([]), sequence: 3, changes: [])
            try await trial.expectResource(key("1"), revision: 2, text: "{}")
        },
        StoreContract("A commit tells what each resource is now and what it was before") { trial in
            let (one, two) = (try document("[1]"), try document("[2]"))
            trial.expectCommit(
                try await trial.store.commit([.create(key("b"), one), .create(key("a"), one)]), sequence: 1,
                changes: [
                    .init(key: key("b"), document: one, previous: nil),
                    .init(key: key("a"), document: one, previous: nil),
                ])
            trial.expectCommit(
                try await trial.store.commit([.replace(key("a"), two, revision: nil), .delete(key("b"), revision: nil)]
                ),
                sequence: 2,
                changes: [
                    .init(
                        key: key("a"), document: two,
                        previous: StoredResource(key: key("a"), revision: 1, document: one)),
                    .init(
                        key: key("b"), document: nil,
                        previous: StoredResource(key: key("b"), revision: 1, document: one)),
                ])
        },
        StoreContract("Within a commit, each change is reported with the result of the change before it") { trial in
            let (one, two, three) = (try document("[1]"), try document("[2]"), try document("[3]"))
            try await trial.create(["x": "[0]"])
            let commit = try await trial.store.commit([
                .create(key("1"), one), .replace(key("1"), two, revision: nil), .replace(key("x"), one, revision: 1),
                .delete(key("1"), revision: nil), .create(key("1"), three),
            ])
            let id = key("1")
            trial.expectCommit(
                commit, sequence: 2,
                changes: [
                    .init(key: id, document: one, previous: nil),
                    .init(key: id, document: two, previous: .init(key: id, revision: 2, document: one)),
                    .init(
                        key: key("x"), document: one,
                        previous: .init(key: key("x"), revision: 1, document: try document("[0]"))),
                    .init(key: id, document: nil, previous: .init(key: id, revision: 2, document: two)),
                    .init(key: id, document: three, previous: nil),
                ])
            try await trial.expectResource(id, revision: 2, text: "[3]")
        },
        StoreContract("A resource can be created, deleted and created again in one commit") { trial in
            try await trial.store.commit([
                .create(key("1"), document("[1]")), .delete(key("1"), revision: 1), .create(key("1"), document("[2]")),
            ])
            try await trial.expectResource(key("1"), revision: 1, text: "[2]")
            try await trial.expectIDs(["1"])
            try await trial.store.commit([.create(key("2"), document("{}")), .delete(key("2"), revision: nil)])
            try await trial.expectResource(key("2"), is: nil)
            try await trial.expectIDs(["1"])
        },
        StoreContract("A resource that is replaced twice in one commit has its last document") { trial in
            try await trial.create(["1": #"{"a":"0"}"#])
            try await trial.store.commit([
                .replace(key("1"), document(#"{"a":"1"}"#), revision: 1),
                .replace(key("1"), document(#"{"a":"2"}"#), revision: 2),
            ])
            try await trial.expectResource(key("1"), revision: 2, text: #"{"a":"2"}"#)
            try await trial.expectIDs([], "a=0")
            try await trial.expectIDs([], "a=1")
            try await trial.expectIDs(["1"], "a=2")
        },
        StoreContract("A replacement with the same bytes is a commit with a number and a new revision") { trial in
            try await trial.create(["1": "{}"])
            let commit = try await trial.store.commit([.replace(key("1"), document("{}"), revision: 1)])
            let before = StoredResource(key: key("1"), revision: 1, document: try document("{}"))
            trial.expectCommit(
                commit, sequence: 2, changes: [.init(key: key("1"), document: try document("{}"), previous: before)])
            try await trial.expectResource(key("1"), revision: 2, text: "{}")
        },
        StoreContract("Ten thousand changes can be made with one commit") { trial in
            let commit = try await trial.createMany(0..<10_000)
            trial.expect("the number of changes", commit.changes.count, is: 10_000)
            trial.expect("the number of the commit", commit.sequence, is: 1)
            let page = try await trial.list("things", "offset=9998")
            trial.expect("the total", page.total, is: 10_000)
            trial.expect("the last identifiers", page.resources.map(\.key.id), is: ["9998", "9999"])
            let fed = try await trial.read(1, after: 0)
            trial.expectCommits("the feed", fed, are: [commit])
        },
        StoreContract("A commit that fails at the last of a thousand changes makes none of them") { trial in
            try await trial.create(["x": "[0]"])
            var changes = try (0..<998).map { StoreChange.create(key("\($0)"), try document("{}")) }
            changes += [.delete(key("x"), revision: 1), .create(key("0"), try document("{}"))]
            try await trial.expectRefusal(.duplicateID, naming: key("0"), of: changes, during: "the last change")
            try await trial.expectIDs(["x"])
            try await trial.expectResource(key("x"), revision: 1, text: "[0]")
            try await trial.expectResource(key("500"), is: nil)
        },
        StoreContract("Changes across collections are made together or not at all") { trial in
            let text = try document("{}")
            try await trial.store.commit([
                .create(key("1", in: "a"), text), .create(key("1", in: "b"), text), .create(key("1", in: "c"), text),
            ])
            for name in ["a", "b", "c"] as [CollectionName] { try await trial.expectIDs(["1"], in: name) }
            try await trial.expectRefusal(
                .notFound, naming: key("1", in: "d"),
                of: [
                    .delete(key("1", in: "a"), revision: nil), .create(key("2", in: "b"), text),
                    .delete(key("1", in: "d"), revision: nil), .create(key("2", in: "c"), text),
                ], during: "a change in the third of four collections")
            for name in ["a", "b", "c"] as [CollectionName] { try await trial.expectIDs(["1"], in: name) }
            try await trial.expectIDs([], in: "d")
            trial.expect("the number of the next commit", try await trial.store.commit([]).sequence, is: 2)
        },
        StoreContract("Creating, replacing and deleting one resource returns what is stored") { trial in
            let first = try document("[1]")
            let created = try await trial.store.create(first, at: key("1"))
            trial.expect(
                StoreTrial.isSame(created, StoredResource(key: key("1"), revision: 1, document: first)),
                "creating: found \(StoreTrial.text(created))")
            let replaced = try await trial.store.replace(key("1"), with: document("[2]"), revision: 1)
            try await trial.expectResource(key("1"), is: replaced)
            try await trial.store.delete(key("1"), revision: 2)
            try await trial.expectResource(key("1"), is: nil)
        },
    ]
}
