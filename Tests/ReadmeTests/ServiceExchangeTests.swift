import Foundation
import Synchronization
import TMForum
import Testing
import _TMFTestSupport

/// Holds the guide `Service` against what a service does.
@Suite("The guide to the service")
struct ServiceExchangeTests {
    private let page: String

    init() throws {
        page = try Checkout.guide("Service")
    }

    // MARK: - Exchanges

    @Test("Every request gets the status, the header fields and the body that the page shows, in this order")
    func exchanges() async throws {
        let operations = Mutex<Set<ServiceOperation>>([])
        let services = try ServiceGuide.services { event in
            operations.withLock { if let operation = event.operation { $0.insert(operation) } }
        }
        #expect(try await ServiceExchange.run(page, services) >= 40)
        // The guide to events shows how to register a listener.
        #expect(operations.withLock { $0 } == Set(ServiceOperation.allCases).subtracting([.subscribe]))
    }

    @Test(
        "A page that is not understood is refused, not passed over",
        arguments: [
            "```http\nGET / HTTP/1.1\n```", "```http\nHTTP/1.1 200 OK\n```", "```http\n```", "```json\n{}\n```",
            "```\n```", "```http\nGET /\n```", "```http\nGET / HTTP/1.1", "```http x\nGET / HTTP/1.1\n```",
            "<!-- service: a -->\n\n```http\nGET / HTTP/1.1\n```\n```http\nHTTP/1.1 200 OK\n```",
            "```http\nGET / HTTP/1.1\n```\n<!-- service: a -->\n```http\nHTTP/1.1 200 OK\n```",
            "```http\nGET / HTTP/1.1\n```\n```http\nHTTP/1.1 200 Fine\n```",
            "```http\nGET / HTTP/1.1\nAccept\n```\n```http\nHTTP/1.1 200 OK\n```",
            "```http\nGET / HTTP/1.1\n```\n```http\nGET / HTTP/1.1\n```\n```http\nHTTP/1.1 200 OK\n```",
        ])
    func refusals(_ page: String) {
        #expect(throws: ServiceExchange.Problem.self) { try ServiceExchange.all(in: page) }
    }

    // MARK: - Code

    @Test("Every block of Swift is code that the tests compile")
    func code() throws {
        func trimmed(_ lines: [String]) -> String {
            lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "import TMForum" }
                .joined(separator: "\n")
        }
        let source = try Checkout.text(of: "Tests/ReadmeTests/ServiceExamples.swift")
        let compiled = "\n" + trimmed(source.components(separatedBy: "\n")) + "\n"
        let blocks = try ServiceExchange.blocks(of: page).filter { $0.language == "swift" }
        for block in blocks {
            #expect(compiled.contains("\n" + trimmed(block.lines) + "\n"), "line \(block.line)")
        }
        #expect(blocks.count >= 15)
    }

    // MARK: - Tables

    /// The rows of the table whose first column has a heading.
    private func rows(_ heading: String, in other: String? = nil) throws -> [[String]] {
        let page = other ?? page
        let start = try #require(page.range(of: "\n| \(heading) |"))
        return page[start.upperBound...].split(separator: "\n").dropFirst(2).prefix { $0.hasPrefix("|") }.map { row in
            row.dropFirst().dropLast().components(separatedBy: "|").map {
                $0.trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["`"])
            }
        }
    }

    @Test("The table of errors has every error, with its status, its code and its reason")
    func errors() throws {
        let rows = try rows("`ServiceError.Code`").map { Array($0.prefix(4)) }
        #expect(
            rows == ServiceError.Code.allCases.map { [String(describing: $0), String($0.status), $0.value, $0.reason] })
    }

    @Test("The table of limits has every limit, with its default")
    func limits() throws {
        let limits = ServiceLimits.default
        let defaults = [
            "body.bytes": limits.body.bytes, "body.depth": limits.body.depth, "body.members": limits.body.members,
            "body.stringLength": limits.body.stringLength, "body.numberLength": limits.body.numberLength,
            "targetLength": limits.targetLength,
            "query.length": limits.query.length, "query.terms": limits.query.terms,
            "query.pathDepth": limits.query.pathDepth, "query.visitedNodes": limits.query.visitedNodes,
            "query.work": limits.query.work,
            "query.pattern.programSize": limits.query.pattern.programSize, "defaultPageSize": limits.defaultPageSize,
            "maximumPageSize": limits.maximumPageSize, "pageBytes": limits.pageBytes,
            "patch.operations": limits.patch.operations,
            "patch.nodes": limits.patch.nodes, "patch.depth": limits.patch.depth,
            "resourceSize": limits.resourceSize, "references": limits.references,
            "requestsInFlight": limits.requestsInFlight, "receivedBytes": limits.receivedBytes,
            "bodyTimeout": Int(limits.bodyTimeout / .seconds(1)),
            "longestWait": Int(limits.longestWait / .seconds(1)), "waitingRequests": limits.waitingRequests,
        ]
        var shown: [String: Int] = [:]
        for row in try rows("`ServiceLimits`") {
            shown[row[0]] = Int(row[1].replacingOccurrences(of: ",", with: "").prefix { $0.isNumber })
        }
        #expect(shown == defaults)
        let properties = Set(Mirror(reflecting: limits).children.compactMap(\.label))
        #expect(Set(shown.keys.map { String($0.prefix { $0 != "." }) }) == properties)
    }

    @Test("The table of limits in the threat model says the same")
    func threatModel() throws {
        func defaults(_ page: String) throws -> [String: String] {
            var defaults: [String: String] = [:]
            for row in try rows("`ServiceLimits`", in: page) { defaults[row[0]] = row[1] }
            return defaults
        }
        let known = try defaults(page)
        let shown = try defaults(Checkout.text(of: ".github/SECURITY.md"))
        for (name, value) in shown { #expect(known[name] == value, "\(name)") }
        #expect(shown.count >= 12)
    }

    @Test("The table of the configuration has every property, with its default")
    func configuration() throws {
        let defaults = Mirror(reflecting: ServiceConfiguration()).children.compactMap { child in
            child.label.map {
                ($0, (child.value as? Duration).map { "\($0 / .seconds(3_600)) hours" } ?? "\(child.value)")
            }
        }.filter { $0.0 != "limits" }
        var shown: [String: String] = [:]
        for row in try rows("`ServiceConfiguration`") { shown[row[0]] = row[1] }
        #expect(shown.keys.sorted() == defaults.map(\.0).sorted())
        for (name, value) in defaults { #expect(shown[name]?.replacing("none", with: "[]") == value, "\(name)") }
    }
}
