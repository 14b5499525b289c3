import Foundation
import TMForum
import Testing
import _TMFTestSupport

/// Runs the examples of the guide `Querying`.
@Suite("The guide to queries")
struct QueryingTests {
    private let text: String
    private let documents: [JSONDocument]

    init() throws {
        text = try Checkout.guide("Querying")
        let json = try #require(text.components(separatedBy: "```json\n").last?.components(separatedBy: "```").first)
        documents = try (try JSONValue(parsing: json).arrayValue ?? []).map { try JSONDocument($0) }
    }

    /// The rows of all tables under a heading line that contains a word: the cells of each.
    private func rows(_ heading: String) -> [[String]] {
        var isInside = false
        var rows: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isInside = false
                continue
            }
            let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            if cells.first == "query" { isInside = cells.count > 1 && heading.contains(cells[1]) }
            if isInside, cells[0].hasPrefix("`") { rows.append(cells) }
        }
        return rows
    }

    private func code(_ cell: String) -> String { cell.trimmingCharacters(in: ["`"]) }

    @Test("Every query finds what the tables say, in this order")
    func answers() throws {
        let rows = rows("finds answers")
        #expect(rows.count >= 50)
        for row in rows {
            let query = try ResourceQuery(parsing: code(row[0]))
            let ids = try query.evaluate(over: documents).documents.compactMap { $0.root["id"]?.stringValue }
            #expect(ids.joined(separator: ", ") == row[1], "\(row[0])")
            #expect(try ResourceQuery(parsing: query.text) == query)
        }
    }

    @Test("Every selection returns what the table says")
    func selections() throws {
        let rows = rows("returns of the first match")
        #expect(rows.count >= 5)
        for row in rows {
            let result = try ResourceQuery(parsing: code(row[0])).evaluate(over: documents)
            #expect(String(decoding: try result.serialized(), as: UTF8.self) == "[" + code(row[1]) + "]", "\(row[0])")
        }
    }

    @Test("The Swift example is the code that the tests compile, and runs")
    func example() throws {
        let shown = try #require(
            text.components(separatedBy: "```swift\n").last?.components(separatedBy: "\n```").first)
        let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let marked = try #require(source.components(separatedBy: "        // begin\n").last)
        let compiled = try #require(marked.components(separatedBy: "\n        // end").first)
        let lines = compiled.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(8) }
        #expect(shown == lines.joined(separator: "\n"))
        #expect(try run() == #"[{"id":"2","reason":"billing"}]"#)
    }

    private func run() throws -> String {
        // begin
        let start = try Timestamp("2026-01-01")
        let end = try Timestamp("2026-02-01")
        let query = Query<PartyInteraction>()
            .filter { $0.status.isIn([.open, .completed]) && $0.creationDate.isIn(start..<end) }
            .filter { $0.relatedParty.any { $0.id == "42" && $0.role == "agent" } }
            .sorted { [$0.creationDate.descending] }
            .selecting { [$0.id, $0.reason] }
            .page(offset: 0, limit: 20)

        let result = try query.evaluate(over: documents)
        print(result.total)
        print(String(decoding: try result.serialized(), as: UTF8.self))
        // end
        return String(decoding: try result.serialized(), as: UTF8.self)
    }
}
