import TMFJSON

/// A stretch of a query string, decoded byte by byte, in which each byte still knows its place and its spelling.
struct QueryPiece {
    /// One byte of a query string.
    struct Character {
        /// The decoded byte.
        var byte: UInt8
        /// Whether the byte was written as `%` and two digits.
        var isEncoded: Bool
        /// The number of bytes of the query string before it.
        var offset: Int

        /// Whether this is a `+` as it stands, which form encoding writes for a blank.
        var isPlus: Bool { byte == UInt8(ascii: "+") && !isEncoded }
        /// Whether this is a blank, or a `+` that may be one.
        var isBlank: Bool { byte == UInt8(ascii: " ") || isPlus }

        /// Whether this separates values unless a backslash stands before it.
        var isEscapable: Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") && isEncoded }

        /// Whether this is a sign as it stands.
        func isRaw(_ sign: Unicode.Scalar) -> Bool { !isEncoded && byte == UInt8(ascii: sign) }
    }

    /// The whole query string.
    private let source: [Character]
    /// The length of the query string in bytes.
    private let length: Int
    /// The places of the piece's characters in the query string.
    private(set) var range: Range<Int>

    /// Decodes a query string.
    ///
    /// A `%` without two digits stays as it is, and makes ``text(_:without:isBlank:)`` throw.
    init(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        var characters: [Character] = []
        characters.reserveCapacity(bytes.count)
        var offset = 0
        while offset < bytes.count {
            let decoded = PercentEncoding.byte(bytes, at: offset)
            characters.append(Character(byte: decoded ?? bytes[offset], isEncoded: decoded != nil, offset: offset))
            offset += decoded == nil ? 1 : 3
        }
        (source, length, range) = (characters, bytes.count, 0..<characters.count)
    }

    private init(_ piece: QueryPiece, _ range: Range<Int>) {
        (source, length, self.range) = (piece.source, piece.length, range)
    }

    var isEmpty: Bool { range.isEmpty }
    var characters: ArraySlice<Character> { source[range] }

    /// The number of bytes of the query string before the piece.
    var offset: Int { offset(at: range.lowerBound) }
    /// The number of bytes of the query string up to the end of the piece.
    var end: Int { offset(at: range.upperBound) }

    private func offset(at place: Int) -> Int { place < source.count ? source[place].offset : length }

    /// The number of bytes of the query string before one of the decoded bytes.
    func offset(ofByte number: Int) -> Int { offset(at: min(range.lowerBound + max(number, 0), range.upperBound)) }

    subscript(place: Int) -> Character { source[place] }

    subscript(range: Range<Int>) -> QueryPiece { QueryPiece(self, range.clamped(to: self.range)) }

    /// The stretch from the start of this piece to the end of another.
    func joined(to other: QueryPiece) -> QueryPiece {
        QueryPiece(self, range.lowerBound..<max(range.upperBound, other.range.upperBound))
    }

    func dropFirst(_ count: Int = 1) -> QueryPiece { self[range.dropFirst(count)] }

    func dropLast(_ count: Int = 1) -> QueryPiece { self[range.dropLast(count)] }

    /// The pieces between the characters at some places, which ascend.
    func split(at separators: [Int]) -> [QueryPiece] {
        var pieces: [QueryPiece] = []
        var start = range.lowerBound
        for place in separators {
            pieces.append(self[start..<place])
            start = place + 1
        }
        return pieces + [self[start..<range.upperBound]]
    }

    /// The places of backslashes that keep a separator from dividing the text, or stand for one of two backslashes before a
    /// separator that does.
    ///
    /// - Parameter isSeparator: Which of the characters that can be kept so divide the piece.
    /// - Returns: The places.
    func escapes(before isSeparator: (Character) -> Bool = { _ in true }) -> Set<Int> {
        var escapes: Set<Int> = []
        var run: [Int] = []
        for place in range.lowerBound...range.upperBound where place < source.count {
            let character = source[place]
            if character.byte == UInt8(ascii: "\\"), place < range.upperBound {
                run.append(place)
                continue
            }
            if character.isEscapable, isSeparator(character) { escapes.formUnion(run.prefix((run.count + 1) / 2)) }
            run.removeAll()
        }
        return escapes
    }

    /// The piece without blanks, or what stands for them, at its ends.
    func trimmed(start: Bool = true, end: Bool = true) -> QueryPiece {
        var range = range
        while start, let first = range.first, source[first].isBlank { range = range.dropFirst() }
        while end, let last = range.last, source[last].isBlank { range = range.dropLast() }
        return self[range]
    }

    /// Returns the decoded text.
    ///
    /// - Parameters:
    ///   - parameter: The name of the parameter, for the error.
    ///   - escapes: The places of characters to leave out.
    ///   - isBlank: Whether a `+` at a place stands for a blank.
    /// - Returns: The text.
    /// - Throws: ``QueryError`` if the piece is not percent-encoded UTF-8.
    func text(
        _ parameter: String, without escapes: Set<Int> = [], isBlank: (Int) -> Bool
    ) throws(QueryError) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var problem: Int?
        for place in range where !escapes.contains(place) {
            let character = source[place]
            if character.isRaw("%") { problem = problem ?? character.offset }
            bytes.append(character.isPlus && isBlank(place) ? UInt8(ascii: " ") : character.byte)
        }
        if problem == nil, let text = String(validating: bytes, as: UTF8.self) { return text }
        throw QueryError(
            .invalidEncoding, parameter: parameter, offset: problem ?? offset, expectation: "percent-encoded UTF-8")
    }

    /// Returns the decoded text of a name, in which a `+` stands for a blank.
    func name(_ parameter: String = "") throws(QueryError) -> String { try text(parameter) { _ in true } }

    /// The start of the decoded text for an error, whatever is wrong with it.
    var described: String { String(decoding: characters.prefix(200).map(\.byte), as: UTF8.self) }
}
