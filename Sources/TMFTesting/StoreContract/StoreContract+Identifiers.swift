import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The identity of keys.
    static let identifiers: [StoreContract] = [
        distinct(
            "Identifiers can contain any character",
            [
                "/", "..", "../../etc/passwd", "a/b", "a\\b", "\u{0}", "a\u{0}", "a\u{0}b", "a", "\n", "\r\n", "\t",
                "'", "\"",
                "''", "`", "%", "_", "%2F", "?", "#", "&a=1", "*", "[a]", "{a}", "$", "--", ";", ":", " ", "  ",
                "\u{a0}",
            ]),
        distinct("The empty identifier is an identifier like any other", ["", " ", "\u{0}", "null"]),
        distinct(
            "Identifiers can contain characters of every script and plane",
            [
                "😀", "👩‍👩‍👧", "👩", "שלום", "\u{202e}abc", "abc", "日本", "\u{feff}", "\u{200d}", "\u{10ffff}", "\u{ffff}",
                "ñ", "ß",
            ]),
        distinct(
            "Identifiers that look the same but have other bytes are others",
            [
                "é", "e\u{301}", "e", "\u{212b}", "\u{c5}", "A\u{30a}", "\u{ac00}", "\u{1100}\u{1161}", "\u{2126}",
                "\u{3a9}",
                "ﬁ", "fi", "a\u{323}\u{307}", "a\u{307}\u{323}",
            ]),
        distinct(
            "Case matters in identifiers", ["a", "A", "ab", "AB", "aB", "Ab", "straße", "STRASSE", "İ", "i", "I", "ı"]),
        distinct(
            "Identifiers that look like numbers are text",
            [
                "1", "01", "1.0", "1e0", "+1", "-1", "-0", "0", " 1", "1 ", "0x1", "99999999999999999999", "NaN",
                "true", "null",
            ]),
        distinct("An identifier may begin with another", ["a", "aa", "aaa", "aab", "ab", "a.", "a-", "a/", "a\u{1}"]),
        StoreContract("Identifiers may be 100 KB long and differ in the last byte") { trial in
            let long = String(repeating: "0123456789", count: 10_240)
            let ids = [long, long + "a", long + "b", String(long.dropLast())]
            for (n, id) in ids.enumerated() { try await trial.store.create(document("[\(n)]"), at: key(id)) }
            for (n, id) in ids.enumerated() {
                try await trial.expectResource(key(id), revision: UInt64(n) + 1, text: "[\(n)]")
            }
            try await trial.store.delete(key(long + "a"))
            try await trial.expectIDs([long, long + "b", String(long.dropLast())])
            let previous = try await trial.read(1, after: 4).first?.changes.first?.previous
            trial.expect("the revision that was deleted", previous?.revision, is: 2)
        },
        StoreContract("Names of collections are compared byte by byte, and can contain any character") { trial in
            let names = [
                "a", "A", "é", "e\u{301}", "", "a/b", "a b", "'", "\"", "\u{0}", "..", "😀", "a.b", "sqlite_master", "1",
            ]
            for (n, name) in names.enumerated() {
                try await trial.store.create(document("[\(n)]"), at: key("x", in: CollectionName(rawValue: name)))
            }
            for (n, name) in names.enumerated() {
                let id = key("x", in: CollectionName(rawValue: name))
                try await trial.expectResource(id, revision: UInt64(n) + 1, text: "[\(n)]")
                try await trial.expectIDs(["x"], in: id.collection)
            }
            try await trial.store.delete(key("x", in: "é"))
            try await trial.expectIDs([], in: "é")
            try await trial.expectIDs(["x"], in: "e\u{301}")
        },
        StoreContract("A collection and an identifier are not joined into one text") { trial in
            let keys = [
                key("b/c", in: "a"), key("c", in: "a/b"), key("b\u{0}c", in: "a"), key("c", in: "a\u{0}b"),
                key("bc", in: "a"),
                key("c", in: "ab"), key("", in: "abc"), key("abc", in: ""), key("a", in: "b"), key("b", in: "a"),
            ]
            for (n, key) in keys.enumerated() { try await trial.store.create(document("[\(n)]"), at: key) }
            for (n, key) in keys.enumerated() {
                try await trial.expectResource(key, revision: UInt64(n) + 1, text: "[\(n)]")
            }
        },
        StoreContract("The identifier of a key is independent of the document") { trial in
            try await trial.create([
                "a": #"{"id":"b"}"#, "b": #"{"id":"a"}"#, "c": #"{"id":7}"#, "d": "{}", "e": #"{"id":"a"}"#,
            ])
            try await trial.expectResource(key("a"), revision: 1, text: #"{"id":"b"}"#)
            try await trial.expectIDs(["b", "e"], "id=a")
            try await trial.expectIDs(["a"], "id=b")
            try await trial.expectIDs(["c"], "id=7")
            try await trial.expectIDs([], "id=d")
            try await trial.store.replace(key("a"), with: document(#"{"id":"c"}"#))
            try await trial.expectIDs(["a"], "id=c")
        },
    ]

    /// Returns a behavior: the identifiers are all different, and are returned byte for byte.
    private static func distinct(_ name: String, _ ids: [String]) -> StoreContract {
        StoreContract(name) { trial in
            let half = ids.count / 2
            try await trial.store.commit(
                ids.prefix(half).enumerated().map { .create(key($1), try document("[\($0)]")) })
            try await trial.expectIDs(Array(ids.prefix(half)))
            for id in ids.suffix(from: half) {
                let found = try await trial.store.resource(for: key(id))
                trial.expect(found == nil, "'\(id)': expected nothing yet, found \(StoreTrial.text(found))")
                try await trial.expectRefusal(
                    .notFound, naming: key(id), of: [.delete(key(id), revision: nil)], during: "deleting '\(id)'")
            }
            try await trial.store.commit(
                ids.suffix(from: half).enumerated().map { .create(key($1), try document("[\($0 + half)]")) })
            try await trial.expectIDs(ids)
            for (n, id) in ids.enumerated() {
                try await trial.expectResource(key(id), revision: n < half ? 1 : 2, text: "[\(n)]")
                try await trial.expectRefusal(
                    .duplicateID, naming: key(id), of: [.create(key(id), try document("{}"))],
                    during: "creating '\(id)' again")
            }
            for (n, id) in ids.enumerated() where n % 3 != 0 {
                if n % 3 == 1 {
                    try await trial.store.delete(key(id))
                } else {
                    try await trial.store.replace(key(id), with: document("{}"))
                }
            }
            try await trial.expectIDs(ids.enumerated().filter { $0.offset % 3 != 1 }.map(\.element))
            let fed = try await trial.read(2, after: 0).flatMap(\.changes).map(\.key.id)
            trial.expect(
                fed.count == ids.count && zip(fed, ids).allSatisfy { StoreTrial.isSame($0, $1) },
                "the feed: expected \(ids), found \(fed)")
        }
    }
}
