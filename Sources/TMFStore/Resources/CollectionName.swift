import TMFJSON

/// The name of a collection of resources in a store; any name refers to a collection.
///
/// Names are compared byte by byte in UTF-8.
public struct CollectionName: RawRepresentable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// Creates a name.
    ///
    /// - Parameter rawValue: The name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates a name.
    ///
    /// - Parameter value: The name.
    public init(stringLiteral value: String) { rawValue = value }

    /// The name.
    public var description: String { rawValue }
}

extension CollectionName: Hashable {
    /// Returns whether two names are equal, byte by byte.
    public static func == (first: Self, second: Self) -> Bool { JSONText.equal(first.rawValue, second.rawValue) }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { JSONText.hash(rawValue, into: &hasher) }
}
