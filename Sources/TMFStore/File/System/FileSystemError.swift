/// The reason an operation on files failed.
public struct FileSystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reasons that a store distinguishes.
    @nonexhaustive
    public enum Reason: Sendable, Hashable {
        /// There is no room, or no more than a quota allows.
        case noSpace
        /// There is no such file or directory.
        case notFound
        /// The medium is read-only, or the process may not write there.
        case notWritable
        /// Somebody else holds the lock; the process, if it is known.
        case locked(by: Int32?)
        /// Something else.
        case other
    }

    /// The operation, such as `write`.
    public var operation: String
    /// The file.
    public var path: String
    /// The kind of reason.
    public var reason: Reason
    /// The message of the system.
    public var message: String

    package init(_ operation: String, at path: String, because reason: Reason, saying message: String) {
        (self.operation, self.path, self.reason, self.message) = (operation, path, reason, message)
    }

    /// The problem in one sentence.
    public var description: String {
        if case .locked(let holder) = reason {
            return "'\(path)' is locked\(holder.map { " by process \($0)" } ?? "")"
        }
        return "\(operation) of '\(path)' failed: \(message)"
    }
}
