/// The reason a store refused to do something.
public struct StoreError: Error, Sendable {
    /// What went wrong.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A resource to be created exists.
        case duplicateID
        /// A resource to be replaced or deleted does not exist.
        case notFound
        /// A resource has another revision than the change was made for.
        case revisionMismatch
        /// The changes asked for lie further back than the store remembers.
        case changesExpired
        /// The store cannot be reached or used.
        case unavailable
    }

    /// What went wrong.
    public var code: Code
    /// The resource it went wrong with, if it was one.
    public var key: ResourceKey?
    /// The error that led to this one, if there was one.
    public var underlyingError: (any Error)?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What went wrong.
    ///   - key: The resource it went wrong with.
    ///   - underlyingError: The error that led to this one.
    public init(_ code: Code, key: ResourceKey? = nil, underlyingError: (any Error)? = nil) {
        self.code = code
        self.key = key
        self.underlyingError = underlyingError
    }
}
