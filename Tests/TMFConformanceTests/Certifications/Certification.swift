import Foundation
import Testing

/// A published certification run, request by request.
///
/// A file of `Corpora/certifications` begins with what the run says of itself. An empty line is before each request,
/// which has three lines (folder and name; method and URL; status and size), and a line for each name of an assertion:
/// how often it passed, how often it failed, and the name.
struct Certification: Sendable, Hashable {
    /// The assertions of one name, as a report counts them.
    struct Row: Sendable, Hashable, CustomStringConvertible {
        var name: String
        var passed: Int
        var failed: Int

        var description: String { "\(passed) \(failed) \(name)" }
    }

    /// A request of the run.
    struct Step: Sendable, Hashable {
        var folder: String
        var name: String
        var method: String
        var url: String
        var status: Int
        /// The size as it is printed, such as `8.65KB`.
        var size: String
        var rows: [Row]
    }

    /// What a file is that cannot be read.
    struct Malformed: Error {
        var line: String
    }

    var system: String
    var vendor: String
    var kit: String
    var requests: Int
    var assertions: Int
    var failed: Int
    var steps: [Step]

    /// Reads the file of a name.
    init(named name: String) throws {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Corpora/certifications"))
        try self.init(parsing: String(contentsOf: url, encoding: .utf8))
    }

    init(parsing text: String) throws {
        var blocks = text.split(separator: "\n", omittingEmptySubsequences: false)
            .split(separator: "", omittingEmptySubsequences: true).map(Array.init)
        guard !blocks.isEmpty else { throw Malformed(line: "") }
        var facts = try Dictionary(blocks.removeFirst().map(Self.words)) { first, _ in first }
        func fact(_ name: String) throws -> String {
            guard let value = facts.removeValue(forKey: name) else { throw Malformed(line: name) }
            return value
        }
        system = try fact("system")
        vendor = try fact("vendor")
        kit = try fact("kit")
        requests = try Self.number(fact("requests"))
        assertions = try Self.number(fact("assertions"))
        failed = try Self.number(fact("failed"))
        steps = try blocks.map(Self.step)
    }

    private static func step(_ lines: [Substring]) throws -> Step {
        guard lines.count >= 3 else { throw Malformed(line: lines.joined(separator: "\n")) }
        let (folder, name) = try words(lines[0])
        let (method, url) = try words(lines[1])
        let (status, size) = try words(lines[2])
        let rows = try lines.dropFirst(3).map { line in
            let (passed, rest) = try words(line)
            let (failed, name) = try words(rest[...])
            return Row(name: name, passed: try number(passed), failed: try number(failed))
        }
        return Step(
            folder: folder, name: name, method: method, url: url, status: try number(status), size: size, rows: rows)
    }

    private static func words(_ line: Substring) throws -> (String, String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Malformed(line: String(line)) }
        return (parts[0], parts[1])
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw Malformed(line: text) }
        return number
    }
}
