/// One word of the tape: what a value is, and where its text stands.
///
/// From the low end: 30 bits of offset, 30 bits of length, one flag, three bits of kind. The offset of a string is that
/// of its first byte after the quotation mark. The length counts bytes, but for arrays and objects tokens, their own
/// included, so that adding it to a token's index leads to the next sibling. A member is two tokens, name and value.
@usableFromInline
package struct JSONToken: Sendable {
    @usableFromInline
    var word: UInt64

    @usableFromInline
    static let fieldMask: UInt64 = (1 << 30) - 1
    @usableFromInline
    static let flagMask: UInt64 = 1 << 60

    @inlinable
    init(_ kind: JSONKind, offset: Int, length: Int, flag: Bool = false) {
        word =
            UInt64(kind.rawValue) << 61 | (flag ? Self.flagMask : 0)
            | (UInt64(truncatingIfNeeded: length) & Self.fieldMask) << 30
            | UInt64(truncatingIfNeeded: offset) & Self.fieldMask
    }

    @inlinable
    package var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: word >> 61)) ?? .null }

    @inlinable
    package var offset: Int { Int(truncatingIfNeeded: word & Self.fieldMask) }

    @inlinable
    package var length: Int { Int(truncatingIfNeeded: word >> 30 & Self.fieldMask) }

    /// Whether a string has escapes, a Boolean is true, or an object repeats a name.
    @inlinable
    package var flag: Bool { word & Self.flagMask != 0 }

    /// The number of tokens from this one to its next sibling.
    @inlinable
    var span: Int { word >> 61 >= UInt64(JSONKind.array.rawValue) ? length : 1 }
}
