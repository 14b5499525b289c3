import Foundation
import TMFJSON
import Testing

/// A callback, and how the default policy of a server at `api.operator.example` and 9.9.9.9 judges it.
struct CallbackCase: Sendable, CustomTestStringConvertible {
    var url: String
    /// The normal form, or `nil` if the callback is refused.
    var normal: String?
    /// The reasons why it is refused.
    var refused: [String]

    var testDescription: String { url.unicodeScalars.map { $0.escaped(asASCII: true) }.joined() }

    static func list() throws -> [CallbackCase] {
        let url = try #require(Bundle.module.url(forResource: "Corpora/callbacks", withExtension: "json"))
        return try (JSONValue(parsing: Array(Data(contentsOf: url))).arrayValue ?? []).map { item in
            CallbackCase(
                url: try #require(item["url"]?.stringValue), normal: item["normal"]?.stringValue,
                refused: item["refused"]?.arrayValue?.compactMap { $0.stringValue } ?? [])
        }
    }
}
