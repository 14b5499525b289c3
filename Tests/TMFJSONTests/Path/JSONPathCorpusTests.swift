import Foundation
import TMFJSON
import Testing

/// The corpora of paths: one case is a path, a document, and what the path selects there, or the place of its error.
@Suite struct JSONPathCorpusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var path: String
        var document: JSONValue
        var values: [JSONValue]?
        var locations: [String]?
        var offset: Int?

        var testDescription: String { "\(rule): \(path)" }
    }

    static func cases(_ name: String) throws -> [Case] {
        let url = try #require(Bundle.module.url(forResource: "Corpora/\(name)", withExtension: "json"))
        let corpus = try JSONValue(parsing: Array(Data(contentsOf: url)))
        let shared = corpus["documents"]?.objectValue ?? JSONObject()
        /// A document that many cases use stands in the file once.
        func resolved(_ value: JSONValue) throws -> JSONValue {
            guard let name = value["$shared"]?.stringValue else { return value }
            return try #require(shared[name])
        }
        return try (corpus["cases"]?.arrayValue ?? []).map { item in
            Case(
                rule: item["rule"]?.stringValue ?? "",
                path: item["path"]?.stringValue ?? "",
                document: try resolved(item["document"] ?? .null),
                values: try item["values"]?.arrayValue?.map(resolved),
                locations: item["locations"]?.arrayValue?.compactMap(\.stringValue),
                offset: item["offset"]?.numberValue?.int64Value.map(Int.init)
            )
        }
    }

    @Test func `A path of RFC 9535 selects what the corpus says`() throws {
        try check("jsonpath-rfc9535", .rfc9535, atLeast: 600)
    }

    @Test func `A path of TMF630 selects what the corpus says`() throws {
        try check("jsonpath-tmf630", .tmf630, atLeast: 400)
    }

    private func check(_ corpus: String, _ dialect: JSONPath.Dialect, atLeast count: Int) throws {
        let cases = try Self.cases(corpus)
        #expect(cases.count { $0.values != nil } >= count)
        for item in cases {
            guard let values = item.values else {
                refuse(item, dialect)
                continue
            }
            guard let path = try? JSONPath(item.path, dialect: dialect) else {
                Issue.record("refused: \(item.testDescription)")
                continue
            }
            let nodes = path.nodes(in: item.document)
            #expect(nodes.map(\.value) == values, "\(item.testDescription)")
            if let locations = item.locations { #expect(nodes.map(\.location) == locations, "\(item.testDescription)") }
        }
    }

    private func refuse(_ item: Case, _ dialect: JSONPath.Dialect) {
        do {
            _ = try JSONPath(item.path, dialect: dialect)
            Issue.record("accepted: \(item.testDescription)")
        } catch {
            if let offset = item.offset { #expect(error.offset == offset, "\(item.testDescription): \(error)") }
        }
    }
}
