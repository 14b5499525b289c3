public import TMFJSON

/// A JSON value that should be a model is not an object.
public struct ModelMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the type that was to be read.
    public var type: String
    /// The kind of value that was found.
    public var found: JSONKind

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - type: The name of the type that was to be read.
    ///   - found: The kind of value that was found.
    public init(type: String, found: JSONKind) {
        self.type = type
        self.found = found
    }

    /// The problem in one sentence.
    public var description: String { "\(type) must be a JSON object, found \(found)" }
}
