import Foundation
import TMFJSON

/// The texts of the files in `Corpora`.
enum Corpus {
    /// A text that must be refused, and how.
    struct Refusal: Sendable, CustomStringConvertible {
        var code: String
        var offset: Int
        var bytes: [UInt8]
        var description: String
    }

    struct Text: Sendable, CustomStringConvertible {
        var bytes: [UInt8]
        var description: String
    }

    struct MalformedLine: Error {
        var line: String
    }

    static func valid() throws -> [Text] {
        try lines(of: "valid").map { Text(bytes: bytes(of: $0[...]), description: $0) }
    }

    static func invalid() throws -> [Refusal] {
        try lines(of: "invalid").map { line in
            guard let bar = line.firstIndex(of: "|") else { throw MalformedLine(line: line) }
            let head = line[..<bar].split(separator: " ")
            guard head.count == 2, let offset = Int(head[1]) else { throw MalformedLine(line: line) }
            let text = line[line.index(after: bar)...].dropFirst()
            return Refusal(code: String(head[0]), offset: offset, bytes: bytes(of: text), description: line)
        }
    }

    private static func lines(of name: String) throws -> [String] {
        guard let url = Bundle.module.url(forResource: name, withExtension: "txt", subdirectory: "Corpora") else {
            throw CocoaError(.fileNoSuchFile)
        }
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        // A comment has a space after its sign, so that a text may begin with the sign.
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# ") }
    }

    /// Replaces every `\xHH` by the byte it stands for.
    private static func bytes(of line: Substring) -> [UInt8] {
        var rest = Array(line.utf8)[...]
        var result: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x"), rest.count >= 3,
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                result.append(value)
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}

/// Returns the error that a text is refused with, or `nil` if it is accepted.
func problem(of bytes: [UInt8], limits: JSONLimits = .default) -> JSONParsingError? {
    do throws(JSONParsingError) {
        _ = try JSONDocument(parsing: bytes, limits: limits)
        return nil
    } catch {
        return error
    }
}

/// Returns the error that a text is refused with, or `nil` if it is accepted.
func problem(of text: String, limits: JSONLimits = .default) -> JSONParsingError? {
    problem(of: Array(text.utf8), limits: limits)
}

/// Bytes as text, for comparisons that print well.
func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

/// Returns the code points of a text, which, other than texts, are equal only if they are the same.
func codePoints(_ text: String?) -> [UInt32]? { text?.unicodeScalars.map(\.value) }
