/// An error that describes why a patch is invalid or cannot be applied to a value.
public struct JSONPatchError: Error, Sendable, Hashable {
    /// The kind of problem.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// The patch is not an array of objects.
        case invalidDocument
        /// The member `op` is not the name of an operation.
        case invalidOperation
        /// An operation lacks a member that it needs.
        case missingMember
        /// The member `path` or `from` is not a path of the kind that the patch uses.
        case invalidPointer
        /// A selector of a ``JSONPatchQuery`` has no name or no value, or is wrongly percent-encoded.
        case invalidSelector
        /// The location does not exist, and neither does a parent to create it in.
        case notFound
        /// A token that refers to an array element is not an index, or is an insertion index past the end.
        case invalidIndex
        /// A value differs from the value of a `test` operation.
        case testFailed
        /// A value would be moved into itself.
        case intoItself
        /// The member `from` of a ``JSONPatchQuery`` selects more than one value.
        case ambiguous
        /// The root value would be removed, and nothing would be left.
        case rootRemoved
        /// The patch exceeds its limits.
        case limitExceeded
    }

    /// The kind of problem.
    public var code: Code
    /// The position of the operation in the patch, from 0, or `nil` if the problem does not concern a single operation.
    public var operation: Int?
    /// The member `path` or `from` with the problem, as written in the patch; empty if neither is at fault.
    public var path: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of problem.
    ///   - operation: The position of the operation in the patch, from 0.
    ///   - path: The member `path` or `from` with the problem.
    public init(_ code: Code, operation: Int? = nil, path: String = "") {
        self.code = code
        self.operation = operation
        self.path = path
    }
}

extension JSONPatchError: CustomStringConvertible {
    /// A sentence that describes the problem and its location.
    public var description: String {
        let place = operation.map { " (operation \($0), path '\(path)')" } ?? ""
        return problem + place
    }

    private var problem: String {
        switch code {
        case .invalidDocument: "a patch must be an array of objects"
        case .invalidOperation: "'op' must be add, remove, replace, move, copy or test"
        case .missingMember: "the operation is missing 'op', 'path', 'from' or 'value'"
        case .invalidPointer: "the path is malformed"
        case .invalidSelector: "a selector must have the form name=value"
        case .notFound: "there is no value at the path"
        case .invalidIndex: "the path does not have a valid array index"
        case .testFailed: "the value differs from the tested value"
        case .intoItself: "a value cannot be moved into itself"
        case .ambiguous: "'from' selects more than one value"
        case .rootRemoved: "the root value cannot be removed"
        case .limitExceeded: "the patch exceeds a limit"
        }
    }
}
