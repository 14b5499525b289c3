public import TMFJSON

/// The error of reading a model from a JSON value that is not an object.
public struct ModelMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the type that was expected.
    public var type: String
    /// The kind of value that was found.
    public var found: JSONKind

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - type: The name of the type that was expected.
    ///   - found: The kind of value that was found.
    public init(type: String, found: JSONKind) {
        self.type = type
        self.found = found
    }

    /// A description of the problem in one sentence.
    public var description: String { "\(type) must be a JSON object, found \(found)" }
}
