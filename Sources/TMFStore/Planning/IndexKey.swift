import TMFJSON

/// The bytes of a value in an index, which are the same in every process, on every machine and in every version.
///
/// The bytewise order of keys is the order in which a `SortKey` sorts their values: Booleans come before numbers, then
/// instants, then other texts. Equal values have equal keys in any notation: `1`, `1.0` and `10e-1`, or the same
/// instant with two offsets.
///
/// | value | bytes |
/// |---|---|
/// | Boolean | `01`, then `00` for `false` and `01` for `true` |
/// | number | `02`; for zero `01`; for others `02`, the exponent, the digits in ASCII and `00`, or, if it is negative, `00` and the complement of these bytes |
/// | instant | `03`, the seconds since 1970 plus 2⁶³ in eight bytes, the nanoseconds in four, the highest byte first |
/// | text | `04`, then UTF-8 |
///
/// The digits of a number start after its decimal point and have no zeros at either end. The exponent is `80` plus the
/// number of its bytes if it is positive, followed by these bytes; a negative exponent subtracts that number and
/// complements the bytes. From 10¹⁸ on, the number is 9, followed by the number of decimal digits in four bytes and the
/// digits in ASCII.
public struct IndexKey: Sendable, Hashable {
    /// The maximum number of bytes in a key: one for the kind of the value, and 1,000 for the value, which is truncated
    /// after them.
    public static let maximumLength = 1_001

    /// The bytes.
    public let bytes: [UInt8]

    /// Creates a key from the bytes that a database has stored.
    ///
    /// - Parameter bytes: The bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// A Boolean value that indicates whether the key has the maximum length, so that several values may share it and
    /// only their documents distinguish them.
    public var isShared: Bool { bytes.count >= Self.maximumLength }
}

extension IndexKey: Comparable {
    /// Returns whether the bytes of one key come before those of another.
    public static func < (first: Self, second: Self) -> Bool { first.bytes.lexicographicallyPrecedes(second.bytes) }
}

extension IndexKey: CustomStringConvertible {
    /// The bytes in hexadecimal digits.
    public var description: String { bytes.hexadecimal }
}

extension Range<IndexKey> {
    /// The only key in the range, or `nil` if there may be several; use it for `=` or `IN` in place of two comparisons.
    public var onlyKey: IndexKey? {
        StableKeys.next(after: lowerBound) == upperBound ? lowerBound : nil
    }
}
