/// The most that one JSON text may ask of the parser.
///
/// Every limit guards against a text that is small to send and costly to hold. A text beyond a limit is refused with a
/// ``JSONParsingError`` whose code names the limit; nothing is cut off in silence.
public struct JSONLimits: Sendable, Hashable {
    /// The greatest ``depth`` that can be asked for.
    ///
    /// ``JSONValue`` is a recursive type, so building, comparing and freeing it uses stack in proportion to depth. This
    /// bound keeps that within the 512 KiB that secondary threads have on Apple's systems, in optimized builds; without
    /// optimization a third of it is within reach there. A ``JSONDocument`` needs no stack.
    public static let highestDepth = 1_024

    /// The greatest ``bytes`` that can be asked for: 1 GiB less one byte.
    public static let highestBytes = (1 << 30) - 1

    /// The limits used where none are given: depth 512, 64 MiB, 100,000 members an object, strings of 32 MiB, numbers of 1,000
    /// bytes.
    public static let `default` = JSONLimits()

    /// The number of arrays and objects that may be open at once.
    public let depth: Int
    /// The length of the whole text, in bytes.
    public let bytes: Int
    /// The number of members that one object may have, duplicates counted.
    public let members: Int
    /// The length of one string or member name as it stands in the text, in bytes without the quotation marks.
    public let stringLength: Int
    /// The length of one number in bytes, its sign, point and exponent included.
    ///
    /// Numbers keep all their digits, so that to compare two of them takes time with their lengths.
    public let numberLength: Int

    /// The highest limits there are.
    public static let highest = JSONLimits(
        depth: .max, bytes: .max, members: .max, stringLength: .max, numberLength: .max)

    /// Creates limits; a value below zero counts as zero, one above the highest as the highest.
    ///
    /// - Parameters:
    ///   - depth: The number of arrays and objects that may be open at once, ``highestDepth`` at most.
    ///   - bytes: The length of the whole text in bytes, ``highestBytes`` at most.
    ///   - members: The number of members that one object may have.
    ///   - stringLength: The length of one string or member name in bytes.
    ///   - numberLength: The length of one number in bytes.
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
