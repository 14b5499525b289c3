/// A word of the tape, which records the kind of a value and the location of its text.
///
/// From the low end, a word has 30 bits of offset, 30 bits of length, one flag and three bits of kind. The offset of a
/// string is that of its first byte after the quotation mark. The length counts bytes. For arrays and objects it counts
/// tokens including their own, so that adding it to a token's index leads to the next sibling. A member is two tokens:
/// its name and its value.
@usableFromInline
package struct JSONToken: Sendable {
    /// The word as it appears on the tape.
    @usableFromInline
    package var word: UInt64

    @inlinable
    package init(word: UInt64) { self.word = word }

    @usableFromInline
    static let fieldMask: UInt64 = (1 << 30) - 1
    @usableFromInline
    static let flagMask: UInt64 = 1 << 60

    /// Creates a token; offset and length are below 2^30, because no text is longer than ``JSONLimits/highestBytes``.
    @inline(__always)
    init(_ kind: JSONKind, offset: Int, length: Int, flag: Bool = false) {
        assert(0 <= offset && offset < 1 << 30 && 0 <= length && length < 1 << 30)
        word =
            UInt64(kind.rawValue) << 61 | (flag ? Self.flagMask : 0) | Self.word(ofLength: length)
            | UInt64(truncatingIfNeeded: offset)
    }

    /// Returns a length shifted to its position in a word.
    @inline(__always)
    static func word(ofLength length: Int) -> UInt64 { UInt64(truncatingIfNeeded: length) << 30 }

    @inlinable
    package var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: word >> 61)) ?? .null }

    /// Returns whether the token is of a kind, without creating the kind.
    ///
    /// Code of other modules asks this for every value.
    @inlinable
    package func isKind(_ code: UInt64) -> Bool { word >> 61 == code }

    /// The codes of the kinds.
    ///
    /// A test compares them with ``JSONKind``.
    @usableFromInline
    package enum Code: Sendable {
        @inlinable
        package static var bool: UInt64 { 1 }
        @inlinable
        package static var number: UInt64 { 2 }
        @inlinable
        package static var string: UInt64 { 3 }
        @inlinable
        package static var array: UInt64 { 4 }
        @inlinable
        package static var object: UInt64 { 5 }
    }

    @inlinable
    package var offset: Int { Int(truncatingIfNeeded: word & Self.fieldMask) }

    @inlinable
    package var length: Int { Int(truncatingIfNeeded: word >> 30 & Self.fieldMask) }

    /// A Boolean value that indicates whether a string has escapes, a Boolean is true, or an object repeats a name.
    @inlinable
    package var flag: Bool { word & Self.flagMask != 0 }

    /// The number of tokens from this token to its next sibling.
    @inlinable
    package var span: Int { word >> 61 >= Code.array ? length : 1 }
}

/// A tape: the tokens of a text as plain words, in which every container precedes its contents.
///
/// Code that reads many values takes spans of the text and the tape, because every access to an array would count a
/// reference.
extension Span where Element == UInt64 {
    /// Returns the token at an index.
    @inlinable
    package func token(at index: Int) -> JSONToken { JSONToken(word: self[index]) }

    /// Returns the index after a value and everything in it.
    @inlinable
    package func end(of index: Int) -> Int { index + token(at: index).span }

    /// Returns the number of elements or members of the array or object at an index.
    @usableFromInline
    package func childCount(of index: Int) -> Int {
        let isObject = token(at: index).kind == .object
        let end = end(of: index)
        var count = 0
        var child = index + 1
        while child < end {
            count += 1
            child = self.end(of: isObject ? child + 1 : child)
        }
        return count
    }
}
