/// An error of an operation on files.
public struct FileSystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reasons that a store distinguishes.
    @nonexhaustive
    public enum Reason: Sendable, Hashable {
        /// The medium has no room, or a quota is exhausted.
        case noSpace
        /// The file or directory does not exist.
        case notFound
        /// The medium is read-only, or the process is not allowed to write there.
        case notWritable
        /// Another process or object holds the lock; the process is given if it is known.
        case locked(by: Int32?)
        /// Any other reason.
        case other
    }

    /// The operation, such as `write`.
    public var operation: String
    /// The path of the file.
    public var path: String
    /// The kind of failure.
    public var reason: Reason
    /// The message of the system.
    public var message: String

    package init(_ operation: String, at path: String, because reason: Reason, saying message: String) {
        (self.operation, self.path, self.reason, self.message) = (operation, path, reason, message)
    }

    /// A description of the problem in one sentence.
    public var description: String {
        if case .locked(let holder) = reason {
            return "'\(path)' is locked\(holder.map { " by process \($0)" } ?? "")"
        }
        return "\(operation) of '\(path)' failed: \(message)"
    }
}
