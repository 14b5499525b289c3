/// A string type with well-known values that accepts any other text.
///
/// The APIs give examples of a status or a direction and leave the list open, so any text is read, kept and written
/// unchanged. The static members name the well-known values.
///
/// ```swift
/// interaction.status = .open
/// interaction.status = "waitingForParts"
/// ```
public protocol OpenValue: ScalarValue, RawRepresentable<String>, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The well-known values, in the order of their declaration.
    ///
    /// Any other text is valid as well.
    static var knownValues: [Self] { get }

    /// Creates a value from its text.
    init(rawValue: String)
}

extension OpenValue {
    /// An empty array, for types without well-known values.
    public static var knownValues: [Self] { [] }

    /// Creates a value from its text.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The text.
    public var description: String { rawValue }

    /// The codec of open values, which reads any text.
    @inlinable
    public static var codec: AttributeCodec<Self> { AttributeCodec(OpenValueCoding<Self>()) }
}
