import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The reasons for refusing commits, and the state after a refusal.
    static let preconditions: [StoreContract] = [
        StoreContract("Creating a resource that exists is refused") { trial in
            try await trial.create(["1": "[1]"])
            let again = StoreChange.create(key("1"), try document("[2]"))
            try await trial.expectRefusal(.duplicateID, naming: key("1"), of: [again], during: "creating again")
            try await trial.expectResource(key("1"), revision: 1, text: "[1]")
            let twice = StoreChange.create(key("2"), try document("[]"))
            try await trial.expectRefusal(
                .duplicateID, naming: key("2"), of: [twice, twice], during: "creating twice in one commit")
            try await trial.expectResource(key("2"), is: nil)
        },
        StoreContract("Replacing or deleting a resource that does not exist is refused") { trial in
            try await trial.create(["1": "{}"])
            try await trial.store.delete(key("1"))
            let text = try document("{}")
            for id in ["1", "2"] {
                for revision in [nil, 1, 2] as [UInt64?] {
                    let what = "'\(id)' with revision \(revision.map(String.init) ?? "none")"
                    try await trial.expectRefusal(
                        .notFound, naming: key(id), of: [.replace(key(id), text, revision: revision)],
                        during: "replacing \(what)")
                    try await trial.expectRefusal(
                        .notFound, naming: key(id), of: [.delete(key(id), revision: revision)],
                        during: "deleting \(what)")
                }
                try await trial.expectResource(key(id), is: nil)
            }
        },
        StoreContract("A change for another revision than a resource has is refused") { trial in
            try await trial.create(["x": "{}", "1": "[2]"])
            try await trial.store.replace(key("1"), with: document("[3]"))
            try await trial.store.commit([])
            for revision in [0, 1, 2, 4, 5, UInt64(Int64.max), UInt64(Int64.max) + 4, .max] as [UInt64] {
                try await trial.expectRefusal(
                    .revisionMismatch, naming: key("1"),
                    of: [.replace(key("1"), try document("[]"), revision: revision)],
                    during: "replacing revision \(revision)")
                try await trial.expectRefusal(
                    .revisionMismatch, naming: key("1"), of: [.delete(key("1"), revision: revision)],
                    during: "deleting revision \(revision)")
            }
            try await trial.expectResource(key("1"), revision: 3, text: "[3]")
        },
        StoreContract("A change for the revision that a resource has is made") { trial in
            try await trial.create(["1": "[1]", "2": "[2]"])
            try await trial.store.replace(key("1"), with: document("[3]"), revision: 1)
            try await trial.store.replace(key("1"), with: document("[4]"), revision: 3)
            try await trial.expectResource(key("1"), revision: 4, text: "[4]")
            try await trial.store.delete(key("2"), revision: 2)
            try await trial.store.delete(key("1"), revision: 4)
            try await trial.expectIDs([])
        },
        StoreContract("A revision from before a resource was deleted and created again is refused") { trial in
            try await trial.create(["1": "[1]"])
            try await trial.store.delete(key("1"), revision: 1)
            try await trial.create(["1": "[1]"])
            for revision in [1, 2] as [UInt64] {
                try await trial.expectRefusal(
                    .revisionMismatch, naming: key("1"),
                    of: [.replace(key("1"), try document("[]"), revision: revision)],
                    during: "replacing revision \(revision)")
            }
            try await trial.store.replace(key("1"), with: document("[2]"), revision: 3)
            try await trial.expectResource(key("1"), revision: 4, text: "[2]")
        },
        StoreContract("Within a commit, a revision from before an earlier change is refused") { trial in
            try await trial.create(["1": "[1]"])
            let text = try document("[2]")
            for change in [.replace(key("1"), text, revision: 1), .delete(key("1"), revision: 1)] as [StoreChange] {
                try await trial.expectRefusal(
                    .revisionMismatch, naming: key("1"), of: [.replace(key("1"), text, revision: 1), change],
                    during: "a second change")
            }
            try await trial.expectRefusal(
                .revisionMismatch, naming: key("1"),
                of: [
                    .delete(key("1"), revision: 1), .create(key("1"), text), .replace(key("1"), text, revision: 1),
                ], during: "a change of what was created again")
            try await trial.expectResource(key("1"), revision: 1, text: "[1]")
        },
        StoreContract("Within a commit, a resource that was just deleted cannot be replaced or deleted") { trial in
            try await trial.create(["1": "[1]"])
            let delete = StoreChange.delete(key("1"), revision: nil)
            let replace = StoreChange.replace(key("1"), try document("[2]"), revision: nil)
            try await trial.expectRefusal(
                .notFound, naming: key("1"), of: [delete, replace], during: "replacing what was deleted")
            try await trial.expectRefusal(
                .notFound, naming: key("1"), of: [delete, delete], during: "deleting what was deleted")
            try await trial.expectResource(key("1"), revision: 1, text: "[1]")
        },
        StoreContract("The first change that cannot be made is named") { trial in
            try await trial.create(["a": "{}", "b": "{}"])
            let text = try document("[]")
            let good: [StoreChange] = [.create(key("new"), text), .replace(key("a"), text, revision: 1)]
            let bad: [(StoreError.Code, StoreChange)] = [
                (.duplicateID, .create(key("b"), text)), (.notFound, .delete(key("c"), revision: nil)),
                (.revisionMismatch, .replace(key("b"), text, revision: 1)),
                (.notFound, .replace(key("d"), text, revision: 9)),
            ]
            for (first, second) in [(0, 1), (1, 0), (2, 3), (3, 2), (1, 2)] {
                try await trial.expectRefusal(
                    bad[first].0, naming: bad[first].1.key, of: good + [bad[first].1, bad[second].1],
                    during: "two bad changes")
            }
        },
        StoreContract("A refused commit changes nothing that can be read") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<6).map { #"{"id":"r\#($0)","a":\#($0 % 2)}"# })
            let text = try document(#"{"id":"zz","a":1}"#)
            let moving: [StoreChange] = [
                .delete(key("r0"), revision: nil), .create(key("r0"), text), .replace(key("r2"), text, revision: nil),
                .delete(key("r3"), revision: nil), .create(key("r9"), text),
            ]
            for bad in [
                .create(key("r1"), text), .delete(key("r3"), revision: nil), .replace(key("r4"), text, revision: 7),
            ] as [StoreChange] {
                let commit = await trial.attempt(
                    moving + [bad], orRefusedWith: .duplicateID, .notFound, .revisionMismatch)
                trial.expect(commit == nil, "expected \(StoreTrial.text(bad.key)) to be refused, found a commit")
                try await shelf.expect(["", "a=1", "a=0", "sort=-a", "id=zz"])
                try await trial.expectResource(key("r9"), is: nil)
            }
        },
        StoreContract("A refused commit takes no number") { trial in
            try await trial.create(["1": "{}"])
            for _ in 0..<3 {
                try await trial.expectRefusal(
                    .notFound, naming: key("2"), of: [.delete(key("2"), revision: nil)],
                    during: "deleting what is not there")
                try await trial.expectRefusal(
                    .duplicateID, naming: key("1"), of: [.create(key("1"), try document("{}"))],
                    during: "creating what is there")
            }
            trial.expect("the number of the next commit", try await trial.store.commit([]).sequence, is: 2)
            try await trial.store.replace(key("1"), with: document("[]"))
            try await trial.expectResource(key("1"), revision: 3, text: "[]")
        },
        StoreContract("A resource that a refused commit would have created can be created afterward") { trial in
            let text = try document("{}")
            try await trial.expectRefusal(
                .notFound, naming: key("x"), of: [.create(key("1"), text), .delete(key("x"), revision: nil)],
                during: "deleting 'x'")
            try await trial.store.commit([.create(key("1"), text)])
            try await trial.expectResource(key("1"), revision: 1, text: "{}")
            try await trial.expectIDs(["1"])
        },
    ]
}
