import Foundation
import Testing

/// A text, and what it is by RFC 3986 and RFC 3987.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
    enum Kind: String, Sendable {
        case uri, iri, no
    }

    var kind: Kind
    var text: String

    var testDescription: String { "\(kind.rawValue) \(text)" }

    /// The texts of the file.
    static func list() throws -> [ReferenceCase] {
        let url = try #require(
            Bundle.module.url(forResource: "uri-references", withExtension: "txt", subdirectory: "Corpora"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("# ") }.map {
            let blank = try #require($0.firstIndex(of: " "))
            return ReferenceCase(
                kind: try #require(Kind(rawValue: String($0[..<blank]))), text: String($0[$0.index(after: blank)...]))
        }
    }
}
