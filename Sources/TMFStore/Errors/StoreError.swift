/// An error that a store throws when it cannot carry out an operation.
public struct StoreError: Error, Sendable {
    /// The kind of failure.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// The resource to create already exists.
        case duplicateID
        /// The resource to replace or delete does not exist.
        case notFound
        /// The resource does not have the revision that the change requires.
        case revisionMismatch
        /// The change would move a resource outside the scope of its writer.
        case outOfScope
        /// The change would set another `id`.
        case changedID
        /// The resource to read as a model is not a JSON object.
        case notAnObject
        /// The note of a commit has more levels or bytes than a document may have.
        case invalidNote
        /// The store no longer keeps the requested changes.
        case changesExpired
        /// The cursor is unknown or has expired.
        case cursorExpired
        /// The stored data is damaged.
        case corrupted
        /// Another process or object is using the store.
        case locked
        /// The store has no room for the change.
        case full
        /// The store cannot be reached or used.
        case unavailable
    }

    /// The kind of failure.
    public var code: Code
    /// The key of the resource that caused the error, if there is one.
    public var key: ResourceKey?
    /// The underlying error, if there is one.
    public var underlyingError: (any Error)?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - key: The key of the resource that caused the error.
    ///   - underlyingError: The underlying error.
    public init(_ code: Code, key: ResourceKey? = nil, underlyingError: (any Error)? = nil) {
        self.code = code
        self.key = key
        self.underlyingError = underlyingError
    }
}

extension StoreError {
    /// A Boolean value that indicates whether the error can result from a concurrent change.
    package var isConflict: Bool { code == .duplicateID || code == .revisionMismatch || code == .notFound }
}

extension StoreError: CustomStringConvertible {
    /// A description of the problem in one sentence.
    public var description: String {
        let subject = key.map { " '\($0)'" } ?? ""
        let cause = underlyingError.map { ": \($0)" } ?? ""
        return problem(with: subject) + cause
    }

    private func problem(with subject: String) -> String {
        switch code {
        case .duplicateID: "the resource\(subject) already exists"
        case .notFound: "the resource\(subject) does not exist"
        case .revisionMismatch: "the resource\(subject) has another revision"
        case .outOfScope: "the resource\(subject) would be outside the scope of the client that writes it"
        case .changedID: "the change of the resource\(subject) sets another id"
        case .notAnObject: "the resource\(subject) cannot be read"
        case .invalidNote: "the note of the commit exceeds the limits of a document"
        case .changesExpired: "the requested changes are no longer available"
        case .cursorExpired: "the cursor has expired"
        case .corrupted: "the store is damaged"
        case .locked: "the store is in use"
        case .full: "the store has no room for the change"
        case .unavailable: "the store cannot be used"
        }
    }
}
