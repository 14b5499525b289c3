/// The reason a store refused to do something.
public struct StoreError: Error, Sendable {
    /// The kind of failure.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A resource to be created exists.
        case duplicateID
        /// A resource to be replaced or deleted does not exist.
        case notFound
        /// A resource has another revision than the change was made for.
        case revisionMismatch
        /// A change would put a resource where its writer may not see it.
        case outOfScope
        /// A change of a resource sets another `id`.
        case changedID
        /// A resource to be read as a model is not a JSON object.
        case notAnObject
        /// The note of a commit has more levels or bytes than a document may have.
        case invalidNote
        /// The changes asked for lie further back than the store remembers.
        case changesExpired
        /// A cursor is not known or no longer good.
        case cursorExpired
        /// The stored data is damaged.
        case corrupted
        /// Another process or object uses the store.
        case locked
        /// There is no room for the change.
        case full
        /// The store cannot be reached or used.
        case unavailable
    }

    /// The kind of failure.
    public var code: Code
    /// The resource it went wrong with, if it was one.
    public var key: ResourceKey?
    /// The error that led to this one, if there was one.
    public var underlyingError: (any Error)?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - key: The resource it went wrong with.
    ///   - underlyingError: The error that led to this one.
    public init(_ code: Code, key: ResourceKey? = nil, underlyingError: (any Error)? = nil) {
        self.code = code
        self.key = key
        self.underlyingError = underlyingError
    }
}

extension StoreError: CustomStringConvertible {
    /// The problem in one sentence.
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
