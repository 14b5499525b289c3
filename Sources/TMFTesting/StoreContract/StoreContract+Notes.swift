import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The notes of commits.
    static let notes: [StoreContract] = [
        StoreContract("The note of a commit comes back from the commit and from the feed, to the byte") { trial in
            let texts = [
                #"{"event":"7f6c","time":"2026-11-21T10:00:00Z"}"#, "{}", #"{"b":1.50,"a":[1E2,null,true,-0],"":""}"#,
                #"{"text":"\u0000\n\"\\ ä 𝄞","note":{"commit":9,"changes":[]},"collection":"things","id":"1"}"#,
            ]
            var told: [StoreCommit] = []
            for (number, text) in texts.enumerated() {
                let note = try JSONValue(parsing: text).objectValue
                let changes = [StoreChange.create(key("\(number)"), try document("{}"))]
                let commit = try await trial.store.commit(StoreTransaction(changes, note: note))
                trial.expect(
                    StoreTrial.isSame(commit.note, note),
                    "the note that the commit returns: expected \(text), found \(StoreTrial.text(commit))")
                told.append(commit)
            }
            trial.expectCommits("the feed", try await trial.read(texts.count, after: 0), are: told)
        },
        StoreContract("A commit without a note has none, nor has it the note of another") { trial in
            let note: JSONObject = ["n": 1]
            try await trial.store.commit(StoreTransaction([.create(key("1"), try document("{}"))], note: note))
            try await trial.store.commit([.create(key("2"), try document("{}"))])
            try await trial.store.commit(StoreTransaction([], note: note))
            try await trial.store.commit([])
            let notes = try await trial.read(4, after: 0).map(\.note)
            trial.expect("the notes", notes, is: [note, nil, note, nil])
        },
        StoreContract("A note changes nothing in what a commit does, and goes with a commit that is refused") { trial in
            try await trial.create(["1": "{}"])
            do {
                let changes = [StoreChange.create(key("2"), try document("{}")), .create(key("1"), try document("{}"))]
                try await trial.store.commit(StoreTransaction(changes, note: ["refused": true]))
                trial.fail("expected to be refused, found a commit")
            } catch let error as StoreError {
                trial.expect("the reason", error.code, is: .duplicateID)
            }
            let replacement = [StoreChange.replace(key("1"), try document("[1]"), revision: 1)]
            let commit = try await trial.store.commit(StoreTransaction(replacement, note: ["made": true]))
            trial.expect("the number", commit.sequence, is: 2)
            try await trial.expectResource(key("1"), revision: 2, text: "[1]")
            try await trial.expectResource(key("2"), is: nil)
            trial.expect("the notes", try await trial.read(2, after: 0).map(\.note), is: [nil, ["made": true]])
        },
        StoreContract("Notes stay with their commits when many tasks commit") { trial in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<20 {
                            let id = "\(task)-\(number)"
                            let change = StoreChange.create(key(id), try document("{}"))
                            try await trial.store.commit(StoreTransaction([change], note: ["id": .string(id)]))
                        }
                    }
                }
                try await group.waitForAll()
            }
            for commit in try await trial.read(160, after: 0) {
                trial.expect("the note", commit.note?["id"]?.stringValue, is: commit.changes.first?.key.id)
            }
        },
    ]
}
