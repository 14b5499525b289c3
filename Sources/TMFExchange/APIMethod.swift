/// An HTTP method (RFC 9110 section 9).
///
/// A method without a constant here keeps its name.
public struct APIMethod: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The method's name, in uppercase for all standard methods.
    public let rawValue: String

    /// Creates a method from its name, which is case-sensitive.
    ///
    /// - Parameter rawValue: The name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Reads a resource or a list of resources.
    public static let get = Self(rawValue: "GET")
    /// Reads as GET does, but returns no body.
    public static let head = Self(rawValue: "HEAD")
    /// Creates a resource.
    public static let post = Self(rawValue: "POST")
    /// Replaces a resource; neither API uses it.
    public static let put = Self(rawValue: "PUT")
    /// Changes a resource.
    public static let patch = Self(rawValue: "PATCH")
    /// Deletes a resource.
    public static let delete = Self(rawValue: "DELETE")
    /// Requests the methods that a path supports.
    public static let options = Self(rawValue: "OPTIONS")

    /// The method's name.
    public var description: String { rawValue }
}
