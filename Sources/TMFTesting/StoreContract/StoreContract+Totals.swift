import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension StoreContract {
    /// The totals of lists, and their changes with the resources.
    static let totals: [StoreContract] = [
        found(
            "A resource that matches in several ways is counted once",
            by: [
                "p.role=user", "p.role=user,agent", "p.id>0", "t=a;t=b", "t=a,b", "filter=p[*]", "filter=p,t",
                "p.role*=e",
            ],
            in: [
                #"{"p":[{"id":1,"role":"user"},{"id":2,"role":"user"},{"id":3,"role":"agent"}],"t":["a","b","a"]}"#,
                #"{"p":[{"id":1,"role":"user"},{"id":1,"role":"user"}],"t":["a","a"]}"#,
                #"{"p":{"id":4,"role":"agent"}}"#,
                #"{"t":["b",["a","b"]]}"#, "{}",
            ]),
        found(
            "Alternatives and conditions together are counted once each",
            by: ["a=1;b=1", "a=1&b=1", "a=1;a=1&b=1", "a=1,2;b=2&a=0", "a=1&limit=1;b=1", "a!=1;b!=1", "a=7;b=7"],
            in: (0..<9).map { #"{"a":\#($0 % 3),"b":\#($0 / 3)}"# }),
        StoreContract("A value that many resources share finds all that are left, and no others") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<120).map { #"{"id":"r\#($0)","s":"\#($0 % 2 == 0 ? "open" : "closed")"}"# })
            let queries = ["s=open", "s=closed", "s!=open", "s=open,closed", "s=gone", "s=open&sort=-id"]
            try await shelf.expect(queries)
            try await shelf.commit((0..<60).map { .delete(key("r\($0)"), revision: nil) })
            try await shelf.expect(queries)
            try await shelf.commit(
                (60..<120).map { .replace(key("r\($0)"), try document(#"{"s":"closed"}"#), revision: nil) })
            try await shelf.expect(queries)
            try await shelf.commit((60..<120).map { .delete(key("r\($0)"), revision: nil) })
            try await shelf.expect(queries)
            try await shelf.fill([#"{"s":"open"}"#])
            try await shelf.expect(queries)
        },
        StoreContract("What was replaced is found under its new values only") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<10).map { #"{"id":"r\#($0)","v":"old","n":[\#($0),100],"o":{"k":"old"}}"# })
            let queries = ["v=old", "v=new", "n=3", "n=100", "n=200", "n>150", "o.k=old", "o.k=new", "v!=old", "w=1"]
            try await shelf.expect(queries)
            for n in [3, 7, 3] {
                let text = #"{"id":"r\#(n)","v":"new","n":[\#(n + 1),200],"o":[{"k":"new"}],"w":1}"#
                try await shelf.commit([.replace(key("r\(n)"), try document(text), revision: nil)])
                try await shelf.expect(queries)
            }
            try await shelf.commit([.replace(key("r7"), try document(#"{"v":"old"}"#), revision: nil)])
            try await shelf.expect(queries)
        },
        StoreContract("Totals follow resources into a filter and out of it") { trial in
            try await trial.createMany(0..<20)
            for n in 0..<20 {
                try await trial.store.replace(key("\(n)"), with: document(#"{"id":"\#(n)","n":\#(n + 100)}"#))
                let (below, above) = (
                    try await trial.list("things", "n<100"), try await trial.list("things", "n>=100&limit=1")
                )
                trial.expect("the total of 'n<100'", below.total, is: 19 - n)
                trial.expect("the total of 'n>=100'", above.total, is: n + 1)
                trial.expect("the total of all", try await trial.list("things", "limit=0").total, is: 20)
            }
            for n in 0..<20 {
                try await trial.store.delete(key("\(n)"))
                let total = try await trial.list("things", "n>=100&limit=1").total
                trial.expect("the total of 'n>=100' after a deletion", total, is: 19 - n)
                trial.expect("the total of all", try await trial.list("things", "limit=0").total, is: 19 - n)
            }
        },
        StoreContract("A refused commit leaves every total as it was") { trial in
            try await trial.createMany(0..<10)
            for n in 0..<5 {
                let changes: [StoreChange] = [
                    .replace(key("\(n)"), try document(#"{"n":50}"#), revision: nil), .delete(key("9"), revision: nil),
                    .create(key("x"), try document(#"{"n":50}"#)), .delete(key("y"), revision: nil),
                ]
                try await trial.expectRefusal(.notFound, naming: key("y"), of: changes, during: "deleting 'y'")
                try await trial.expectIDs([], "n=50")
                try await trial.expectIDs([], "limit=0", total: 10)
                try await trial.expectIDs([], "n>=0&limit=0", total: 10)
            }
        },
        StoreContract("A filter of one collection does not count resources of another") { trial in
            for name in ["a", "b", "ab", "A"] as [CollectionName] {
                try await trial.store.commit([
                    .create(key("1", in: name), document(#"{"s":"x"}"#)), .create(key("2", in: name), document("{}")),
                ])
            }
            try await trial.store.delete(key("1", in: "b"))
            try await trial.expectIDs(["1"], "s=x", in: "a")
            try await trial.expectIDs([], "s=x", in: "b")
            try await trial.expectIDs(["1", "2"], "s!=y", in: "ab")
            try await trial.expectIDs(["1", "2"], "sort=s", in: "A")
        },
        StoreContract("A query with a hundred values is answered") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<60).map { #"{"id":"r\#($0)","v":"v\#($0 * 3)"}"# })
            let values = (0..<98).map { "v\($0)" }
            try await shelf.expect([
                "v=" + values.joined(separator: ","), "v!=" + values.joined(separator: ","),
                values.map { "v=\($0)" }.joined(separator: ";"), values.map { "v=\($0)" }.joined(separator: "&"),
            ])
            let filter = Filter.any((0..<500).map { .equals("v", .text("v\($0)")) })
            try await shelf.expect(ResourceQuery(filter: filter), "any of 500 values")
            try await shelf.expect(ResourceQuery(filter: .not(filter)), "none of 500 values")
        },
        StoreContract("A filter that can never hold finds nothing") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill(["{}", #"{"a":1}"#])
            for filter in [.any([]), .not(.all([])), .equals("a", anyOf: []), .all([.any([]), .exists("a")])]
                as [Filter]
            {
                try await shelf.expect(ResourceQuery(filter: filter), "\(filter)")
                try await shelf.expect(ResourceQuery(filter: .not(filter)), "the opposite of \(filter)")
            }
        },
        StoreContract("A query that visits too many nodes of a resource is refused, and does no harm") { trial in
            var shelf = Shelf(trial)
            let wide = "[" + (0..<400).map { "\($0)" }.joined(separator: ",") + "]"
            try await shelf.fill([#"{"a":["# + (0..<400).map { _ in wide }.joined(separator: ",") + "]}", "{}"])
            try await shelf.expect(["filter=$..absent", "sort=$..absent", "filter=$..[?(@.x==1)]", "filter=a[0]"])
            try await trial.store.commit([.create(key("1"), document("{}"))])
            try await trial.expectIDs(["r0", "r1", "1"])
        },
    ]
}
