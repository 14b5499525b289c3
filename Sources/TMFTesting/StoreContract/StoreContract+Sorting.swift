import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The order of lists with sort keys.
    static let sorting: [StoreContract] = [
        sorted(
            "Text is sorted by code points, in both directions", by: ["a", "-a"],
            [
                "b", "a", "B", "", "aa", "ab", "é", "e\u{301}", "z", "\u{ffee}", "\u{1f600}", "\u{e000}", "a b", "0",
                "10",
            ]
            .map { #"{"a":"\#($0)"}"# }),
        sorted(
            "What has no value to sort by comes last, in both directions", by: ["a", "-a", "a,b", "-a,-b"],
            [
                #"{"b":1}"#, #"{"a":2,"b":1}"#, #"{"a":null}"#, #"{"a":1}"#, "{}", #"{"a":{}}"#, #"{"a":[]}"#,
                #"{"a":3,"b":2}"#, #"{"a":[null]}"#, "[]", #"{"a":false}"#, "7",
            ]),
        sorted(
            "Resources that are alike follow the identifier in their documents, by code points",
            by: ["a", "-a", "a,absent", "absent", "-absent"],
            ["b", "a", "\u{1f600}", "\u{ffee}", "10", "9", "é", "e\u{301}", "B", "aa", ""]
                .map { #"{"id":"\#($0)","a":1}"# }),
        sorted(
            "Equal resources with the same identifier, or none, are in the order of creation",
            by: ["a", "-a", "absent"],
            [
                #"{"a":1}"#, #"{"a":1,"id":"x"}"#, #"{"a":1}"#, #"{"a":1,"id":"x"}"#, #"{"a":1,"id":7}"#,
                #"{"a":1,"id":null}"#, #"{"a":1,"id":"7"}"#, #"{"a":1,"id":["a"]}"#, #"{"a":1.0,"id":"w"}"#,
            ]),
        sorted(
            "Several sort keys apply one after the other, each in its own direction",
            by: ["a,b", "-a,b", "a,-b", "-a,-b", "b,a", "b,-a,-id"],
            (0..<24).map { #"{"id":"\#($0)","a":\#($0 % 3),"b":"\#($0 * 7 % 4)"}"# }),
        sorted(
            "Date-times are sorted as instants", by: ["d", "-d"],
            [
                "2024-01-01T00:30:00+01:00", "2024-01-01T00:00:00Z", "2023-12-31T23:45:00Z", "2024-01-01",
                "2024-01-01T00:00:00.000000001Z", "2024-01-01T00:00:00.5Z", "2024-01-01T05:00:00+05:30",
                "2023-12-31T20:00:00-05:00", "2024-01-01T00:00:00.50Z", "2024-1-1", "1969-12-31T23:59:59.9Z",
            ]
            .map { #"{"d":"\#($0)"}"# }),
        sorted(
            "Numbers are sorted by value, to the last digit", by: ["n", "-n"],
            [
                "10", "9", "-1", "1e1", "9.99", "0", "-0", "1E400", "-1e400", "9007199254740993", "9007199254740992",
                "9007199254740992.5", "0.1", "0.10000000000000000001", "100e-1", "18446744073709551616", "1e-400",
            ]
            .map { #"{"n":\#($0)}"# }),
        sorted(
            "Booleans come before numbers, these before date-times, and these before other text", by: ["v", "-v"],
            [
                #"{"v":"text"}"#, #"{"v":1}"#, #"{"v":true}"#, #"{"v":"2024-01-01"}"#, #"{"v":false}"#,
                #"{"v":"2024-01-01T00:00:00Z"}"#, #"{"v":null}"#, #"{"v":-5}"#, #"{"v":"1"}"#, #"{"v":""}"#,
                #"{"v":"true"}"#, #"{"v":{"x":1}}"#, "{}",
            ]),
        sorted(
            "Several values are sorted by the lowest one", by: ["a", "-a", "p.x", "-p.x", "p[0].x"],
            [
                #"{"a":[3,1],"p":[{"x":2},{"x":9}]}"#, #"{"a":[2],"p":{"x":3}}"#, #"{"a":0,"p":[{"x":8},{"x":1}]}"#,
                #"{"a":[[5],["t",true]],"p":[{"y":1}]}"#, #"{"a":["b",4],"p":[]}"#, #"{"a":[null,7]}"#,
            ]),
        sorted(
            "A sorted list is filtered first", by: ["n&b=1", "-n&b=1,2", "-b,n&n>5", "n&b=9"],
            (0..<20).map { #"{"id":"\#($0)","n":\#($0 * 7 % 20),"b":\#($0 % 3)}"# }),
        StoreContract("A sorted list follows what was replaced and deleted") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill((0..<12).map { #"{"id":"r\#($0)","n":\#($0)}"# })
            let queries = ["sort=n", "sort=-n", "sort=-n&n>3", "sort=id", "sort=n,-id"]
            try await shelf.expect(queries)
            try await shelf.commit([
                .replace(key("r0"), try document(#"{"id":"r0","n":99}"#), revision: nil),
                .replace(key("r11"), try document(#"{"id":"zz","n":-1}"#), revision: nil),
                .replace(key("r5"), try document(#"{"id":"r5"}"#), revision: nil), .delete(key("r6"), revision: nil),
                .delete(key("r2"), revision: nil), .create(key("r2"), try document(#"{"id":"r2","n":2.5}"#)),
            ])
            try await shelf.expect(queries)
        },
    ]

    /// Returns a behavior: sorted lists have the same order as an evaluation of all documents, before and after
    /// replacements.
    private static func sorted(_ name: String, by keys: [String], _ documents: [String]) -> StoreContract {
        StoreContract(name) { trial in
            var shelf = Shelf(trial)
            try await shelf.fill(documents)
            let queries = keys.map { "sort=\($0)" }
            try await shelf.expect(queries)
            // Every second document is replaced.
            let places = stride(from: 0, to: documents.count, by: 2)
            try await shelf.commit(
                places.map { .replace(key("r\($0)"), try document(documents[documents.count - 1 - $0]), revision: nil) }
            )
            try await shelf.expect(queries)
        }
    }
}
