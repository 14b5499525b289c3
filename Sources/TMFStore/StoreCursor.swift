/// A token for the resources of a store as of a moment.
///
/// A cursor is opaque, can be used in URLs, and is valid for a limited time.
public struct StoreCursor: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The token.
    public let rawValue: String

    /// Creates a cursor from the token of an earlier page.
    ///
    /// - Parameter rawValue: The token.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The token.
    public var description: String { rawValue }
}
