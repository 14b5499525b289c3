import TMFJSON

/// A part of a query string, decoded byte by byte, in which each byte keeps its position and its spelling.
struct QueryPiece {
    /// A byte of a query string.
    struct Character {
        /// The decoded byte.
        var byte: UInt8
        /// A Boolean value that indicates whether the byte was written as `%` and two digits.
        var isEncoded: Bool
        /// The number of bytes of the query string before this byte.
        var offset: Int

        /// A Boolean value that indicates whether this is an unencoded `+`, which stands for a blank in form encoding.
        var isPlus: Bool { byte == UInt8(ascii: "+") && !isEncoded }
        /// A Boolean value that indicates whether this is a blank, or a `+` that may be one.
        var isBlank: Bool { byte == UInt8(ascii: " ") || isPlus }

        /// A Boolean value that indicates whether this separates values unless a backslash precedes it.
        var isEscapable: Bool { byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") && isEncoded }

        /// Returns whether this is the given character, unencoded.
        func isRaw(_ sign: Unicode.Scalar) -> Bool { !isEncoded && byte == UInt8(ascii: sign) }
    }

    /// The characters of the entire query string.
    private let source: [Character]
    /// The length of the query string in bytes.
    private let length: Int
    /// The positions of the piece's characters in the query string.
    private(set) var range: Range<Int>

    /// Decodes a query string.
    ///
    /// A `%` that is not followed by two digits stays unchanged, and makes ``text(_:without:isBlank:)`` throw.
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

    /// Returns the number of bytes of the query string before one of the decoded bytes.
    func offset(ofByte number: Int) -> Int { offset(at: min(range.lowerBound + max(number, 0), range.upperBound)) }

    subscript(place: Int) -> Character { source[place] }

    subscript(range: Range<Int>) -> QueryPiece { QueryPiece(self, range.clamped(to: self.range)) }

    /// Returns the part from the start of this piece to the end of another.
    func joined(to other: QueryPiece) -> QueryPiece {
        QueryPiece(self, range.lowerBound..<max(range.upperBound, other.range.upperBound))
    }

    func dropFirst(_ count: Int = 1) -> QueryPiece { self[range.dropFirst(count)] }

    func dropLast(_ count: Int = 1) -> QueryPiece { self[range.dropLast(count)] }

    /// Returns the pieces between the characters at the given positions, which must ascend.
    func split(at separators: [Int]) -> [QueryPiece] {
        var pieces: [QueryPiece] = []
        var start = range.lowerBound
        for place in separators {
            pieces.append(self[start..<place])
            start = place + 1
        }
        return pieces + [self[start..<range.upperBound]]
    }

    /// Returns the positions of backslashes that escape a separator, or escape another backslash before a separator.
    ///
    /// - Parameter isSeparator: A closure that returns whether an escapable character separates.
    /// - Returns: The positions.
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

    /// Returns the piece without blanks, or characters that represent blanks, at its ends.
    func trimmed(start: Bool = true, end: Bool = true) -> QueryPiece {
        var range = range
        while start, let first = range.first, source[first].isBlank { range = range.dropFirst() }
        while end, let last = range.last, source[last].isBlank { range = range.dropLast() }
        return self[range]
    }

    /// Returns the decoded text.
    ///
    /// - Parameters:
    ///   - parameter: The name of the parameter, for an error.
    ///   - escapes: The positions of characters to leave out.
    ///   - isBlank: A closure that returns whether the `+` at a position represents a blank.
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

    /// Returns the decoded text of a name, in which a `+` represents a blank.
    func name(_ parameter: String = "") throws(QueryError) -> String { try text(parameter) { _ in true } }

    /// The start of the decoded text, valid or not, for an error.
    var described: String { String(decoding: characters.prefix(200).map(\.byte), as: UTF8.self) }
}
