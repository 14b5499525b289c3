import Foundation
import TMFJSON
import Testing

/// The corpora of patches: one case is a value, a patch, and what becomes of the value, or the code of the error.
@Suite("Corpora of patches")
struct PatchCorpusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var value: JSONValue
        var patch: JSONValue
        var result: JSONValue?
        /// Whether the order of members is part of the rule.
        var isOrdered: Bool
        var error: String?
        var operation: Int?

        var testDescription: String { "\(rule): \(patch)" }
    }

    static func cases(_ name: String) throws -> [Case] {
        let url = try #require(Bundle.module.url(forResource: "Corpora/\(name)", withExtension: "json"))
        let corpus = try JSONValue(parsing: Array(Data(contentsOf: url)))
        return try (corpus["cases"]?.arrayValue ?? []).map { item in
            Case(
                rule: item["rule"]?.stringValue ?? "",
                value: try #require(item["value"]),
                patch: try #require(item["patch"]),
                result: item["result"],
                isOrdered: item["ordered"] != nil,
                error: item["error"]?.stringValue,
                operation: item["operation"]?.numberValue?.int64Value.map(Int.init)
            )
        }
    }

    @Test("A patch of RFC 6902 does what the corpus says")
    func patches() throws {
        try check("json-patch", atLeast: 200) { (value, patch) throws(JSONPatchError) in
            try JSONPatch(patch).applied(to: value)
        }
    }

    @Test("A patch query of TMF630 does what the corpus says")
    func queries() throws {
        try check("json-patch-query", atLeast: 150) { (value, patch) throws(JSONPatchError) in
            try JSONPatchQuery(patch).applied(to: value)
        }
    }

    private func check(
        _ corpus: String, atLeast count: Int,
        _ apply: (JSONValue, JSONValue) throws(JSONPatchError) -> JSONValue
    ) throws {
        let cases = try Self.cases(corpus)
        #expect(cases.count >= count)
        for item in cases {
            let original = item.value.description
            do throws(JSONPatchError) {
                let result = try apply(item.value, item.patch)
                #expect(result == item.result, "\(item.testDescription)")
                if item.isOrdered { #expect(result.description == item.result?.description, "\(item.testDescription)") }
            } catch {
                #expect("\(error.code)" == item.error, "\(item.testDescription)")
                #expect(error.operation == item.operation, "\(item.testDescription)")
            }
            #expect(item.value.description == original, "\(item.testDescription)")
        }
    }
}
