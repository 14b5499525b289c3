/// The bytes of a value in an index, the same in every process, on every machine and in every version.
///
/// Keys compare byte by byte as a `SortKey` compares their values: Booleans come before numbers, then instants, then other
/// texts. Equal values have equal keys, however they are written: `1`, `1.0` and `10e-1`, or one instant with two offsets.
///
/// | value | bytes |
/// |---|---|
/// | Boolean | `01`, then `00` for `false` and `01` for `true` |
/// | number | `02`; for zero `01`; for others `02`, the exponent, the digits in ASCII and `00`, or, if it is negative, `00` and the complement of these bytes |
/// | instant | `03`, the seconds since 1970 plus 2⁶³ in eight bytes, the nanoseconds in four, the highest byte first |
/// | text | `04`, then UTF-8 |
///
/// The digits of a number stand after its point and have no zeros at their ends. The exponent is `80`, plus the number of its
/// bytes if it is positive, then these bytes; a negative one takes the number off and complements the bytes. From 10¹⁸ on the
/// number counts as 9, and the bytes are the number of digits in four bytes, and these in ASCII.
public struct IndexKey: Sendable, Hashable {
    /// The most bytes of a key: one for the kind of the value, and 1,000 for the value, which is cut after them.
    public static let maximumLength = 1_001

    /// The bytes.
    public let bytes: [UInt8]

    /// Creates a key from the bytes that a database has kept.
    ///
    /// - Parameter bytes: The bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the key has the greatest length, so that several values may share it, which only their documents tell apart.
    public var isShared: Bool { bytes.count >= Self.maximumLength }
}

extension IndexKey: Comparable {
    /// Returns whether the bytes of one key come before those of another.
    public static func < (first: Self, second: Self) -> Bool { first.bytes.lexicographicallyPrecedes(second.bytes) }
}

extension IndexKey: CustomStringConvertible {
    /// The bytes in hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Range<IndexKey> {
    /// The only key in the range, or `nil` if there may be several: for `=` or `IN` instead of two comparisons.
    public var onlyKey: IndexKey? {
        StableKeys.next(after: lowerBound) == upperBound ? lowerBound : nil
    }
}
