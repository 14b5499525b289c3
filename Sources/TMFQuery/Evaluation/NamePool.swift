import TMFJSON

/// Names and other texts in one block of memory.
///
/// Everything that programs examine for every document is stored as plain numbers, because a value with a reference
/// would be counted at each access, which costs more than the access itself.
struct NamePool: Sendable {
    /// A text in the pool.
    struct Text: Sendable {
        var start: Int
        var count: Int
    }

    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String) -> Text {
        let start = bytes.count
        bytes += text.utf8
        return Text(start: start, count: bytes.count - start)
    }

    /// Returns whether a string token has the characters of a text.
    @inline(__always)
    func equals(_ text: Text, _ token: JSONToken, in document: Span<UInt8>) -> Bool {
        if token.flag { return equalsEscaped(text, token, in: document) }
        return token.length == text.count
            && JSONText.equal(document, token.offset, bytes.span, text.start, count: text.count)
    }

    @inline(never)
    private func equalsEscaped(_ text: Text, _ token: JSONToken, in document: Span<UInt8>) -> Bool {
        // An escape has at most six bytes for one byte of the text.
        token.length <= 6 * text.count
            && JSONText.string(token, in: document).utf8.elementsEqual(bytes[text.start..<text.start + text.count])
    }

    /// Returns the order of a part of a document relative to a text, byte by byte, which for UTF-8 is the order of code
    /// points.
    func order(_ document: Span<UInt8>, _ start: Int, _ end: Int, to text: Text) -> Int {
        let length = end - start
        let bytes = bytes.span
        for position in 0..<min(length, text.count) where document[start + position] != bytes[text.start + position] {
            return document[start + position] < bytes[text.start + position] ? -1 : 1
        }
        return length < text.count ? -1 : length == text.count ? 0 : 1
    }

    /// Returns the index of the value of the last member with a name in an object, or `nil` if no member has the name.
    func value(named name: Text, in object: Int, _ document: Span<UInt8>, _ tape: Span<UInt64>) -> Int? {
        let token = tape.token(at: object)
        let end = object + token.span
        var found: Int?
        var member = object + 1
        while member < end {
            if equals(name, tape.token(at: member), in: document) {
                found = member + 1
                // Only an object that repeats a name must be read to its end.
                if !token.flag { return found }
            }
            member = tape.end(of: member + 1)
        }
        return found
    }
}
