import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The reading of resources.
    static let reading: [StoreContract] = [
        StoreContract("A key at which nothing was stored has no resource") { trial in
            try await trial.expectResource(key("1"), is: nil)
            try await trial.create(["1": "{}"])
            try await trial.expectResource(key("2"), is: nil)
            try await trial.expectResource(key("1", in: "others"), is: nil)
        },
        StoreContract("A collection to which nothing was added is empty for every query") { trial in
            for text in ["", "a=1", "sort=a", "limit=0", "offset=5&limit=5", "a!=1", "filter=$[?(@.a=='1')]"] {
                try await trial.expectIDs([], text, in: "nothing", total: 0)
            }
            try await trial.create(["1": #"{"a":"1"}"#])
            for text in ["", "a=1", "sort=a"] { try await trial.expectIDs([], text, in: "nothing", total: 0) }
        },
        StoreContract("The same identifier in two collections stands for two resources") { trial in
            let (first, second) = (key("1", in: "a"), key("1", in: "b"))
            try await trial.store.create(document(#"{"in":"a"}"#), at: first)
            try await trial.store.create(document(#"{"in":"b"}"#), at: second)
            try await trial.expectResource(first, revision: 1, text: #"{"in":"a"}"#)
            try await trial.expectResource(second, revision: 2, text: #"{"in":"b"}"#)
            try await trial.store.replace(first, with: document("[]"))
            try await trial.expectResource(second, revision: 2, text: #"{"in":"b"}"#)
            try await trial.store.delete(first)
            try await trial.expectResource(first, is: nil)
            try await trial.expectResource(second, revision: 2, text: #"{"in":"b"}"#)
        },
        StoreContract("The revision of a resource is the number of the commit that wrote it last") { trial in
            try await trial.create(["1": "{}", "2": "{}"])
            try await trial.store.commit([])
            let replaced = try await trial.store.replace(key("1"), with: document("[1]"))
            trial.expect("the revision that replacing returns", replaced.revision, is: 4)
            try await trial.expectResource(key("1"), revision: 4, text: "[1]")
            try await trial.expectResource(key("2"), revision: 2, text: "{}")
            try await trial.store.delete(key("2"))
            try await trial.expectResource(key("1"), revision: 4, text: "[1]")
        },
        StoreContract("A deleted resource is neither read nor listed") { trial in
            try await trial.create(["1": #"{"a":1}"#, "2": #"{"a":1}"#])
            try await trial.store.delete(key("1"))
            try await trial.expectResource(key("1"), is: nil)
            try await trial.expectIDs(["2"], "a=1")
            try await trial.store.delete(key("2"))
            try await trial.expectIDs([], "")
            try await trial.expectIDs([], "a=1")
        },
        StoreContract("Reading and listing agree on every resource after every kind of change") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<40).map { #"{"id":"r\#($0)","n":\#($0)}"# })
            for n in 0..<40 where n % 3 != 0 {
                let id = shelf.key("r\(n)")
                try await shelf.commit(
                    n % 3 == 1 ? [.delete(id, revision: nil)] : [.replace(id, try document("[\(n)]"), revision: nil)])
            }
            try await shelf.expect(["", "n>=0"])
            for n in 0..<40 {
                let expected = shelf.resources.first { $0.key.id == "r\(n)" }
                let found = try await trial.store.resource(for: shelf.key("r\(n)"))
                trial.expect(
                    StoreTrial.isSame(found, expected),
                    "r\(n): expected \(StoreTrial.text(expected)), found \(StoreTrial.text(found))")
            }
        },
        StoreContract("Reading, listing and following changes take no number") { trial in
            try await trial.create(["1": "{}"])
            for _ in 0..<5 {
                _ = try await trial.store.resource(for: key("1"))
                _ = try await trial.store.resource(for: key("2"))
                _ = try await trial.list("others", "a=1&sort=a")
                _ = try await trial.store.resources(in: "things", matching: ResourceQuery(), cursor: nil)
                _ = try await trial.store.changes(after: 0)
            }
            trial.expect("the number of the next commit", try await trial.store.commit([]).sequence, is: 2)
        },
        StoreContract("A list has complete documents, whatever fields the query selects") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill([#"{"id":"1","a":{"b":1},"c":2}"#, #"{"id":"2","c":[3]}"#])
            try await shelf.expect(["fields=c", "fields=none", "fields=a.b&c=2", "fields=c&sort=-id"])
        },
        StoreContract("Several keys are read at once: what is not there is left out, what is repeated counts once") {
            trial in
            let none = try await trial.store.resources(for: [])
            trial.expect("the number of resources that no keys find", none.count, is: 0)
            try await trial.createMany(0..<20)
            try await trial.createMany(5..<8, in: "others")
            try await trial.store.commit([.replace(key("3"), try document("[3]"), revision: nil)])
            try await trial.store.delete(key("4"))
            let keys = [
                key("3"), key("4"), key("19"), key("6", in: "others"), key("3"), key("0"), key("absent"), key("6"),
                key("1", in: "others"), key("3", in: "nothing"), key("0"),
            ]
            let found = try await trial.store.resources(for: keys)
            trial.expect("the number of resources found", found.count, is: 5)
            for key in keys {
                let expected = try await trial.store.resource(for: key)
                trial.expect(
                    StoreTrial.isSame(found[key], expected),
                    "\(StoreTrial.text(key)): expected \(StoreTrial.text(expected)), "
                        + "found \(StoreTrial.text(found[key]))")
            }
        },
        StoreContract("A page says which commit it reflects, the last one, of whatever collection that was") { trial in
            func expect(_ sequence: UInt64) async throws {
                for (collection, text) in [("things", ""), ("things", "n>1&sort=-n&limit=2"), ("nothing", "n=1")] {
                    let page = try await trial.list(CollectionName(rawValue: collection), text)
                    trial.expect("the commit of '\(text)' in \(collection)", page.sequence, is: sequence)
                }
            }
            try await expect(0)
            try await trial.createMany(0..<5)
            try await expect(1)
            try await trial.createMany(0..<2, in: "others")
            try await trial.store.commit([])
            try await expect(3)
            try await trial.expectRefusal(
                .duplicateID, naming: key("1"), of: [.create(key("1"), try document("{}"))],
                during: "creating what is there")
            try await trial.store.delete(key("1"))
            try await expect(4)
        },
        StoreContract("Five hundred resources are read back, each by its key") { trial in
            try await trial.createMany(0..<500)
            for n in 0..<500 {
                let found = try await trial.store.resource(for: key("\(n)"))
                trial.expect("'n' of \(n)", found?.document.root["n"]?.numberValue?.int64Value, is: Int64(n))
                trial.expect("the revision of \(n)", found?.revision, is: 1)
            }
        },
    ]
}
