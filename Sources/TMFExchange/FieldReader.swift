import TMFJSON

/// A reader that takes the parts of a field value from its front (RFC 9110 section 5.6).
struct FieldReader {
    private var rest: Substring.UTF8View

    init(_ value: String) { rest = value[...].utf8 }

    /// A Boolean value that indicates whether nothing is left to read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Skips blanks, which may appear between most parts.
    mutating func skipBlanks() { rest = rest.drop(while: \.isBlank) }

    /// Takes an ASCII character if it comes next.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes a token, or returns `nil` if no token comes next.
    mutating func token() -> Substring? {
        let end = rest.firstIndex { !$0.isOfToken } ?? rest.endIndex
        guard end > rest.startIndex else { return nil }
        defer { rest = rest[end...] }
        return Substring(rest[..<end])
    }

    /// Takes the digits that come next, if any.
    mutating func digits() -> Substring {
        let end = rest.firstIndex { !$0.isDigit } ?? rest.endIndex
        defer { rest = rest[end...] }
        return Substring(rest[..<end])
    }

    /// Takes everything up to and including a character, or returns `nil` and takes nothing if the character does not
    /// occur.
    ///
    /// - Returns: The text before the character.
    mutating func text(before character: Unicode.Scalar) -> Substring? {
        guard let end = rest.firstIndex(of: UInt8(ascii: character)) else { return nil }
        defer { rest = rest[end...].dropFirst() }
        return Substring(rest[..<end])
    }

    /// Takes a token or a quoted string leniently: it may be anything up to a blank, a comma or a semicolon, and a
    /// closing quotation mark may be missing.
    mutating func word() -> String {
        guard take("\"") else {
            let end = rest.firstIndex { $0.isBlank || Self.isSeparator($0) } ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(Substring(rest[..<end]))
        }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            // A backslash precedes a character that would have another meaning.
            bytes.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Takes `name`, `name=word` or `name="quoted string"`, or returns `nil` if no name comes next.
    ///
    /// - Returns: The lowercase name, and the value if there is one.
    mutating func parameter() -> (name: String, value: String?)? {
        guard let name = token() else { return nil }
        skipBlanks()
        guard take("=") else { return (name.lowercased(), nil) }
        skipBlanks()
        return (name.lowercased(), word())
    }

    /// Takes the parameters after semicolons, skipping anything that is not a parameter.
    mutating func parameters() -> [(name: String, value: String?)] {
        var parameters: [(name: String, value: String?)] = []
        while true {
            skip(to: Self.isSeparator)
            guard take(";") else { return parameters }
            skipBlanks()
            if let parameter = parameter() { parameters.append(parameter) }
        }
    }

    /// Skips the rest of a list element and the comma after it (RFC 9110 section 5.6.1).
    mutating func skipElement() {
        skip(to: { $0 == UInt8(ascii: ",") })
        _ = take(",")
    }

    /// Skips everything before a byte that is not in quotation marks.
    private mutating func skip(to isEnd: (UInt8) -> Bool) {
        while let byte = rest.first, !isEnd(byte) {
            if byte == UInt8(ascii: "\"") { _ = word() } else { rest.removeFirst() }
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") }
}
