import Foundation
import TMFJSON
import TMFModels
import TMFQuery
import Testing

/// The corpora of queries and the resources they are asked of.
struct QueryCorpus {
    /// One query and its answer, or the error it is refused with.
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var query: String
        var isStrict: Bool
        var ids: [String]?
        var total: Int?
        var answer: JSONValue?
        var error: JSONValue?

        var testDescription: String { "\(rule): \(query)" }
    }

    static func load(_ name: String) throws -> JSONValue {
        let url = try #require(Bundle.module.url(forResource: "Corpora/\(name)", withExtension: "json"))
        return try JSONValue(parsing: Array(Data(contentsOf: url)))
    }

    static func resources() throws -> [JSONDocument] {
        try (try load("resources").arrayValue ?? []).map { try JSONDocument($0) }
    }

    static func cases() throws -> [Case] {
        (try load("queries")["cases"]?.arrayValue ?? []).map { item in
            Case(
                rule: item["rule"]?.stringValue ?? "",
                query: item["query"]?.stringValue ?? "",
                isStrict: item["strict"]?.boolValue ?? false,
                ids: item["ids"]?.arrayValue?.compactMap { $0.stringValue },
                total: item["total"]?.numberValue?.int64Value.map { Int($0) },
                answer: item["answer"],
                error: item["error"]
            )
        }
    }

    /// Groups of queries that are spellings of one.
    static func equivalents() throws -> [(rule: String, queries: [String])] {
        (try load("equivalents")["cases"]?.arrayValue ?? []).map { item in
            (item["rule"]?.stringValue ?? "", item["queries"]?.arrayValue?.compactMap { $0.stringValue } ?? [])
        }
    }

    static func parse(_ item: Case) throws(QueryError) -> ResourceQuery {
        item.isStrict
            ? try ResourceQuery(parsing: item.query, onlyAttributesOf: PartyInteraction.self)
            : try ResourceQuery(parsing: item.query)
    }
}
