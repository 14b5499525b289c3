import Foundation
import TMForum
import Testing

extension ServiceExchange {
    /// Sends every request of a page to its service, in order, and compares the answers with those of the page.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - services: The services by their names in the page.
    /// - Returns: The number of exchanges.
    /// - Throws: ``Problem`` if the page is not understood, or an error if a body is not JSON.
    static func run(_ page: String, _ services: [String: APIService]) async throws -> Int {
        let exchanges = try all(in: page)
        // The values that the page has names for.
        var known: [String: String] = [:]
        for var exchange in exchanges {
            let service = try #require(services[exchange.service], "line \(exchange.line)")
            for (name, value) in known {
                exchange.request.target = exchange.request.target.replacingOccurrences(of: "{\(name)}", with: value)
            }
            let answer = await service.respond(to: exchange.request)
            let place = Comment("line \(exchange.line): \(exchange.request.method) \(exchange.request.target)")
            #expect(answer.status == exchange.status, place)
            for field in exchange.headers.fields {
                let value = answer.headers[field.name]
                #expect(value == expanded(field.value, value ?? "", &known), "\(field.name), \(place)")
            }
            let body = String(decoding: answer.body, as: UTF8.self)
            if exchange.headers[.contentType] == MediaType.eventStream.text {
                #expect(body.split(separator: "\n") == exchange.body.split(separator: "\n"), place)
            } else if exchange.body.contains("\n") {
                #expect(try JSONValue(parsing: body) == JSONValue(parsing: exchange.body), "\(body), \(place)")
            } else {
                #expect(body == exchange.body, place)
            }
        }
        return exchanges.count
    }

    /// Returns the text with values in the place of the names in braces; a new one is what another text has there.
    private static func expanded(_ text: String, _ actual: String, _ known: inout [String: String]) -> String {
        guard let name = text.firstMatch(of: /\{([a-z]+)\}/).map({ String($0.1) }) else { return text }
        let parts = text.components(separatedBy: "{\(name)}")
        if known[name] == nil, actual.hasPrefix(parts[0]) {
            known[name] = String(actual.dropFirst(parts[0].count).prefix { $0.isLetter || $0.isNumber || $0 == "-" })
        }
        return parts.joined(separator: known[name] ?? "")
    }
}
