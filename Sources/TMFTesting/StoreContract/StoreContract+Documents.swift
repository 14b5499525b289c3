import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The treatment of the bytes of documents.
    static let documents: [StoreContract] = [
        sameBytes(
            "Blanks and line ends between the values of a document are kept",
            ["{ \"a\" :\t1 ,\r\n \"b\":[ ] }", " \n{}\n ", "[\n]", "{\"a\":1}\u{20}"]),
        sameBytes(
            "Escapes in a document are kept as they were written",
            [#"{"\u0061":"\u00e9\/\n\u000a"}"#, #"["é","e\u0301","\u00E9"]"#, #"{"a":"\u0000\u001f\ud83d\ude00"}"#]),
        sameBytes(
            "The digits of numbers are kept as they were written",
            [
                #"{"n":1.0}"#, #"{"n":1.00}"#, #"{"n":-0}"#, #"{"n":1E+2}"#, #"{"n":100}"#, #"{"n":1e400}"#,
                #"{"n":0.1000000000000000055511151231257827}"#, #"{"n":123456789012345678901234567890}"#,
                #"{"n":9007199254740993}"#, #"{"n":1e-400}"#,
            ]),
        sameBytes(
            "Members with the same name, and members in any order, are kept",
            [#"{"a":1,"a":2}"#, #"{"b":1,"a":2}"#, #"{"a":{"x":1,"x":1},"a":{}}"#, #"{"":1,"":2," ":3}"#]),
        sameBytes(
            "Documents that are not objects are kept",
            ["[]", "[1,[2]]", #""text""#, #""""#, "1", "-1.50", "true", "false", "null", " null "]),
        sameBytes(
            "Characters of every plane are kept without normalization",
            [
                "{\"a\":\"e\u{301}\",\"\u{e9}\":1}", "[\"\u{2028}\u{feff}\u{fffe}\u{10ffff}\u{7f}\"]",
                "[\"\u{202e}abc\u{200d}👩‍👩‍👧‍👦\"]", "[\"\u{1100}\u{1161}\",\"\u{ac00}\",\"\u{212b}\"]",
            ]),
        sameBytes(
            "Documents as deep as the parser can read them are kept",
            [
                String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
                String(repeating: #"{"a":"#, count: 1_000) + "1" + String(repeating: "}", count: 1_000),
            ]),
        sameBytes(
            "A document of 1 MB is kept",
            [
                #"{"id":"big","text":""# + String(repeating: "0123456789abcde ", count: 65_536) + #""}"#,
                "[" + String(repeating: "12345678,", count: 20_000) + "0]",
            ]),
        sameBytes(
            "A document with thousands of members is kept",
            ["{" + (0..<5_000).map { #""m\#($0)":\#($0)"# }.joined(separator: ",") + "}"]),
        StoreContract("Replacing a document with an equal one in another notation keeps the new text") { trial in
            try await trial.create(["1": #"{"a":1,"b":2}"#])
            for (revision, text) in [#"{"b":2,"a":1}"#, #"{"a":1.0,"b":2}"#, #"{"a":1, "b":2}"#].enumerated() {
                try await trial.store.replace(key("1"), with: document(text))
                try await trial.expectResource(key("1"), revision: UInt64(revision) + 2, text: text)
            }
        },
        StoreContract("The document of one resource may be that of another") { trial in
            let shared = try document(#"{"a":"same"}"#)
            try await trial.store.commit((0..<10).map { .create(key("\($0)"), shared) })
            try await trial.store.delete(key("3"))
            try await trial.store.replace(key("4"), with: document("{}"))
            try await trial.expectIDs(["0", "1", "2", "5", "6", "7", "8", "9"], "a=same")
            try await trial.expectResource(key("9"), revision: 1, text: #"{"a":"same"}"#)
        },
    ]

    /// Returns a behavior: documents are returned byte for byte, regardless of their origin.
    private static func sameBytes(_ name: String, _ texts: [String]) -> StoreContract {
        StoreContract(name) { trial in
            let documents = try texts.map { try document($0) }
            let created = try await trial.store.commit(
                documents.enumerated().map { .create(key("\($0.offset)"), $0.element) })
            let replaced = try await trial.store.commit(
                documents.enumerated().map { .replace(key("\($0.offset)"), $0.element, revision: 1) })
            let expected = documents.enumerated().map {
                StoredResource(key: key("\($0.offset)"), revision: 2, document: $0.element)
            }
            for resource in expected { try await trial.expectResource(resource.key, is: resource) }
            let filtered = try await trial.list("things", "absent!=1&sort=absent").resources
            trial.expect(
                filtered.count == expected.count, "expected \(expected.count) documents, found \(filtered.count)")
            let before = expected.map { StoredResource(key: $0.key, revision: 1, document: $0.document) }
            trial.expectCommit(
                created, sequence: 1,
                changes: expected.map { .init(key: $0.key, document: $0.document, previous: nil) })
            trial.expectCommit(
                replaced, sequence: 2,
                changes: zip(expected, before).map { .init(key: $0.key, document: $0.document, previous: $1) })
            trial.expectCommits("the feed", try await trial.read(2, after: 0), are: [created, replaced])
        }
    }
}
