/// The reason a patch is none, or cannot be applied to a value.
public struct JSONPatchError: Error, Sendable, Hashable {
    /// What is wrong.
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
        /// A selector of a ``JSONPatchQuery`` has no name or no value, or is wrongly encoded.
        case invalidSelector
        /// The place, or the value it would lie in, is not there.
        case notFound
        /// What stands for an element of an array is no index, or is one to add at that lies behind the end.
        case invalidIndex
        /// A value is not the one that a `test` names.
        case testFailed
        /// A value would be moved into itself.
        case intoItself
        /// The member `from` of a ``JSONPatchQuery`` leads to several places.
        case ambiguous
        /// The whole value would be removed, and nothing would be left.
        case rootRemoved
        /// The patch asks for more than its limits allow.
        case limitExceeded
    }

    /// What is wrong.
    public var code: Code
    /// The position of the operation in the patch, from 0; `nil` if the problem lies in no single one.
    public var operation: Int?
    /// The member `path` or `from` that the problem lies in, as the patch has it; empty if it lies in neither.
    public var path: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - operation: The position of the operation in the patch, from 0.
    ///   - path: The member `path` or `from` that the problem lies in.
    public init(_ code: Code, operation: Int? = nil, path: String = "") {
        self.code = code
        self.operation = operation
        self.path = path
    }
}

extension JSONPatchError: CustomStringConvertible {
    /// The problem and its place in one sentence.
    public var description: String {
        let place = operation.map { " (operation \($0), path '\(path)')" } ?? ""
        return problem + place
    }

    private var problem: String {
        switch code {
        case .invalidDocument: "a patch must be an array of objects"
        case .invalidOperation: "'op' must be add, remove, replace, move, copy or test"
        case .missingMember: "the operation lacks 'op', 'path', 'from' or 'value'"
        case .invalidPointer: "the path is malformed"
        case .invalidSelector: "a selector must be a name, '=' and a value"
        case .notFound: "the path leads nowhere"
        case .invalidIndex: "the path has no valid index where an array is"
        case .testFailed: "the value is not the one expected"
        case .intoItself: "a value cannot be moved into itself"
        case .ambiguous: "'from' leads to several places"
        case .rootRemoved: "the whole value cannot be removed"
        case .limitExceeded: "the patch goes beyond a limit"
        }
    }
}
