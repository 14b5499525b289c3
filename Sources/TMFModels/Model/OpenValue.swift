/// A string with well-known values that may grow.
///
/// The APIs give examples of a status or a direction and leave the list open, so any text is read, kept and written as it
/// is; the static members name the known ones.
///
/// ```swift
/// interaction.status = .open
/// interaction.status = "waitingForParts"
/// ```
public protocol OpenValue: ScalarValue, RawRepresentable<String>, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The well-known values, in the order of their declaration; any other text is a value as well.
    static var knownValues: [Self] { get }

    /// Creates a value from its text.
    init(rawValue: String)
}

extension OpenValue {
    /// No values, for a type that names none.
    public static var knownValues: [Self] { [] }

    /// Creates a value from its text.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The text.
    public var description: String { rawValue }

    /// The codec of open values, which any text is.
    @inlinable
    public static var codec: AttributeCodec<Self> { AttributeCodec(OpenValueCoding<Self>()) }
}
