/// The limits on the resources that parsing a JSON text may use.
///
/// Every limit guards against a text that is small to send but costly to hold. A text that exceeds a limit is rejected
/// with a ``JSONParsingError`` whose code names the limit; nothing is truncated silently.
public struct JSONLimits: Sendable, Hashable {
    /// The greatest supported ``depth``.
    ///
    /// ``JSONValue`` is a recursive type, so building, comparing and freeing it uses stack space in proportion to its
    /// depth. This bound keeps that within the 512 KiB that secondary threads have on Apple platforms, in optimized
    /// builds; a third of the depth fits there without optimization. A ``JSONDocument`` uses no stack for nested
    /// values.
    public static let highestDepth = 1_024

    /// The greatest supported number of ``bytes``: 1 GiB less one byte.
    public static let highestBytes = (1 << 30) - 1

    /// The default limits: depth 512, 64 MiB, 100,000 members per object, strings of 32 MiB, numbers of 1,000 bytes.
    public static let `default` = JSONLimits()

    /// The maximum number of arrays and objects that may be open at once.
    public let depth: Int
    /// The maximum length of the complete text, in bytes.
    public let bytes: Int
    /// The maximum number of members of one object, counting duplicates.
    public let members: Int
    /// The maximum length of a string or member name as written in the text, in bytes without the quotation marks.
    public let stringLength: Int
    /// The maximum length of a number in bytes, including its sign, decimal point and exponent.
    ///
    /// Numbers keep all their digits, so the time to compare two of them grows with their lengths.
    public let numberLength: Int

    /// The highest supported limits.
    public static let highest = JSONLimits(
        depth: .max, bytes: .max, members: .max, stringLength: .max, numberLength: .max)

    /// Creates limits, clamping each value between zero and the highest supported value.
    ///
    /// - Parameters:
    ///   - depth: The maximum number of arrays and objects that may be open at once, up to ``highestDepth``.
    ///   - bytes: The maximum length of the complete text in bytes, up to ``highestBytes``.
    ///   - members: The maximum number of members of one object.
    ///   - stringLength: The maximum length of a string or member name in bytes.
    ///   - numberLength: The maximum length of a number in bytes.
    public init(
        depth: Int = 512,
        bytes: Int = 64 << 20,
        members: Int = 100_000,
        stringLength: Int = 32 << 20,
        numberLength: Int = 1_000
    ) {
        self.depth = min(max(depth, 0), Self.highestDepth)
        self.bytes = min(max(bytes, 0), Self.highestBytes)
        self.members = max(members, 0)
        self.stringLength = max(stringLength, 0)
        self.numberLength = max(numberLength, 0)
    }
}
