import Foundation
import TMFJSON
import TMFQuery
import Testing
import _TMFTestSupport

@Suite("Queries in the spellings of HTTP clients") struct EncodingLawTests {
    /// What a query string comes to: what it finds and how it is answered, or the code that it is refused with.
    private enum Meaning: Equatable {
        case answer(ids: [String], total: Int, text: String)
        case refusal(QueryError.Code)
    }

    /// The number of generated queries; `QUERY_LAW_COUNT` asks for more.
    private static let count = ProcessInfo.processInfo.environment["QUERY_LAW_COUNT"].flatMap { Int($0) } ?? 2_000

    private static let plain = QueryEncoder.all[0]

    private func meaning(of text: String, _ documents: [JSONDocument]) throws -> Meaning {
        let result: QueryResult
        do throws(QueryError) {
            result = try ResourceQuery(parsing: text).evaluate(over: documents)
        } catch {
            return .refusal(error.code)
        }
        return .answer(
            ids: result.documents.map { $0.root["id"]?.stringValue ?? "" }, total: result.total,
            text: String(decoding: try result.serialized(), as: UTF8.self))
    }

    @Test("A generated query means the same in the spelling of every client")
    func generated() throws {
        let documents = try QueryCorpus.resources()
        let seed = UInt64.random(in: 0 ... .max)
        var generator = ParameterGenerator(seed: seed)
        var (answers, refusals) = (0, 0)
        for number in 0..<Self.count {
            let parameters = generator.parameters()
            let text = try #require(Self.plain.encode(parameters))
            let expected = try meaning(of: text, documents)
            if case .answer = expected { answers += 1 } else { refusals += 1 }
            for encoder in QueryEncoder.all.dropFirst() {
                guard let encoded = encoder.encode(parameters) else { continue }
                let found = try meaning(of: encoded, documents)
                #expect(
                    found == expected || found == .refusal(.ambiguous),
                    "\(encoder.name), seed \(seed), query \(number): \(encoded) is not \(text)")
            }
        }
        #expect(answers > refusals, "\(refusals) of \(answers + refusals) queries are refused")
    }

    @Test("A query of the corpus means the same in the spelling of every client")
    func corpus() throws {
        let documents = try QueryCorpus.resources()
        var count = 0
        for item in try QueryCorpus.cases() where !item.isStrict {
            guard let parameters = Self.parameters(of: item.query) else { continue }
            count += 1
            let expected = try meaning(of: item.query, documents)
            for encoder in QueryEncoder.all {
                guard let encoded = encoder.encode(parameters) else { continue }
                let found = try meaning(of: encoded, documents)
                #expect(
                    found == expected || found == .refusal(.ambiguous),
                    "\(encoder.name): \(item.rule) \(encoded) is not \(item.query)")
            }
        }
        #expect(count > 400)
    }

    /// The decoded names and values that a query string stands for, if a client would build it from some.
    ///
    /// A `+` or a `&` that was not encoded is more than that, and in form encoding a blank is also a plus, which the resources
    /// of the corpus have in the place of one.
    private static func parameters(of text: String) -> [(name: String, value: String)]? {
        guard !text.isEmpty, !text.contains("+"), !text.contains("&&"), !text.contains("%25"), !text.contains("a%20b"),
            !text.contains("a b"), !text.hasPrefix(";"), !text.hasPrefix("&")
        else { return nil }
        var parameters: [(name: String, value: String)] = []
        for piece in text.split(separator: "&", omittingEmptySubsequences: false) {
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // Without a sign, or before one, a semicolon and a word are no part of a client's parameters.
            let word = piece.prefix { !"=<>!*~%".contains($0) }
            guard word.count < piece.count, !word.contains(";"), !parts[0].isEmpty,
                let name = String(parts[0]).removingPercentEncoding,
                let value = parts.count > 1 ? String(parts[1]).removingPercentEncoding : "",
                value.count(where: { $0 == "[" }) == value.count(where: { $0 == "]" })
            else { return nil }
            parameters.append((name, value))
        }
        return parameters
    }
}
