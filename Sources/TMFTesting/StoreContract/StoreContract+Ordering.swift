import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The order of lists without a sort key.
    static let ordering: [StoreContract] = [
        StoreContract("A list is in the order of creation, whatever the identifiers") { trial in
            let ids = ["b", "10", "9", "a", "B", "", "zz", "\u{10ffff}", "1", "é", "A"]
            for id in ids { try await trial.store.create(document("{}"), at: key(id)) }
            try await trial.expectIDs(ids)
        },
        StoreContract("Resources of one commit are in the order of its changes") { trial in
            let ids = (0..<50).map { "\(($0 * 37) % 50)" }
            try await trial.store.commit(ids.map { .create(key($0), try document("{}")) })
            try await trial.store.commit(ids.reversed().map { .create(key("x\($0)"), try document("{}")) })
            try await trial.expectIDs(ids + ids.reversed().map { "x\($0)" })
        },
        StoreContract("Replacing a resource leaves it at its place") { trial in
            try await trial.createMany(0..<10)
            for n in [9, 0, 5, 5, 3] {
                try await trial.store.replace(key("\(n)"), with: document(#"{"id":"z","n":\#(n + 100)}"#))
                try await trial.expectIDs((0..<10).map(String.init))
            }
            try await trial.expectIDs(["0", "3", "5", "9"], "n>=100")
        },
        StoreContract("A resource that was deleted and created again is at the end") { trial in
            try await trial.createMany(0..<5)
            try await trial.store.delete(key("1"))
            try await trial.store.create(document("{}"), at: key("1"))
            try await trial.expectIDs(["0", "2", "3", "4", "1"])
            try await trial.store.commit([.delete(key("0"), revision: nil), .create(key("0"), document("{}"))])
            try await trial.expectIDs(["2", "3", "4", "1", "0"])
            try await trial.store.delete(key("0"))
            try await trial.store.create(document("{}"), at: key("5"))
            try await trial.store.create(document("{}"), at: key("0"))
            try await trial.expectIDs(["2", "3", "4", "1", "5", "0"])
        },
        StoreContract("The order lasts while resources come and go") { trial in
            var shelf = Shelf(trial)
            for round in 0..<60 {
                try await shelf.commit([.create(key("\(round)"), try document(#"{"n":\#(round % 3)}"#))])
                if round % 2 == 1 { try await shelf.commit([.delete(key("\(round / 2)"), revision: nil)]) }
                if round % 20 == 19 { try await shelf.expect(["", "n=1", "n!=1"]) }
            }
            for resource in shelf.resources.dropLast() {
                try await shelf.commit([.delete(resource.key, revision: nil)])
            }
            try await shelf.commit([.create(key("0"), try document("{}"))])
            try await shelf.expect(["", "n!=1"])
        },
        StoreContract("The order lasts after half of five thousand resources are deleted") { trial in
            try await trial.createMany(0..<5_000)
            try await trial.store.commit(stride(from: 0, to: 5_000, by: 2).map { .delete(key("\($0)"), revision: 1) })
            try await trial.store.commit([
                .create(key("4"), document("{}")), .replace(key("7"), document("{}"), revision: 1),
            ])
            let ids = stride(from: 1, to: 5_000, by: 2).map(String.init) + ["4"]
            try await trial.expectIDs(ids)
            try await trial.expectIDs(Array(ids[1_200..<1_210]), "offset=1200&limit=10", total: 2_501)
            try await trial.expectIDs(["4999", "4"], "offset=2499", total: 2_501)
            try await trial.expectIDs(["2501", "2503"], "n>2500&limit=2", total: 1_250)
        },
        StoreContract("A filter leaves the order of creation as it is") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<30).map { #"{"a":"\#(30 - $0)","b":"\#($0 % 4)"}"# })
            try await shelf.commit([.replace(key("r8"), try document(#"{"b":"0"}"#), revision: nil)])
            try await shelf.expect(["b=0", "b=3,1,0", "b=3;b=0", "a>1", "a=9,8,1,30", "b!=2", "b*=[01]"])
        },
        StoreContract("Each collection has an order of its own") { trial in
            for n in 0..<12 {
                try await trial.store.create(document("{}"), at: key("\(12 - n)", in: n % 2 == 0 ? "even" : "odd"))
            }
            try await trial.expectIDs(["12", "10", "8", "6", "4", "2"], in: "even")
            try await trial.expectIDs(["11", "9", "7", "5", "3", "1"], in: "odd")
        },
    ]
}
