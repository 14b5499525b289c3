/// A token for the resources of a store as they were at some moment.
///
/// It is opaque, safe in a URL, and good for a bounded time.
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
