/// A JSON Patch (RFC 6902): a sequence of changes to a value that succeed or fail together.
///
/// ```swift
/// let patch = try JSONPatch([
///     ["op": "test", "path": "/status", "value": "open"],
///     ["op": "replace", "path": "/status", "value": "completed"],
///     ["op": "add", "path": "/note/-", "value": ["text": "Solved on the phone"]],
/// ])
/// let changed = try patch.applied(to: interaction)
/// ```
///
/// Values are compared as JSON values: numbers by value, and objects regardless of the order of their members. A member
/// that is set again keeps its position; a new member comes last. The root value can be added, replaced, tested and
/// copied. Removing it is an error, because nothing would be left.
///
/// If an object of the patch repeats a name, ``JSONValue`` holds only the last value. ``JSONDocument/repeatedNames()``
/// reports repeated names.
public struct JSONPatch: Sendable, Hashable {
    /// The operations, in the order in which they are applied.
    public let operations: [Operation]

    /// Creates a patch from its JSON representation.
    ///
    /// - Parameters:
    ///   - json: An array of operations; members that RFC 6902 does not define are ignored.
    ///   - limits: The limits, of which the number of operations applies here.
    /// - Throws: ``JSONPatchError`` with the first operation that is malformed.
    public init(_ json: JSONValue, limits: Limits = .default) throws(JSONPatchError) {
        var operations: [Operation] = []
        for (position, members) in try PatchMembers.all(in: json, limits: limits).enumerated() {
            func pointer(_ text: String) throws(JSONPatchError) -> JSONPointer {
                guard let pointer = try? JSONPointer(text) else {
                    throw JSONPatchError(.invalidPointer, operation: position, path: text)
                }
                return pointer
            }
            var operation = Operation(members.kind, path: try pointer(members.path), value: members.value)
            if let from = members.from { operation.from = try pointer(from) }
            operations.append(operation)
        }
        self.operations = operations
    }

    /// Creates a patch from operations.
    ///
    /// - Parameter operations: The operations, in the order in which they are applied.
    public init(_ operations: [Operation]) { self.operations = operations }

    /// The patch as a JSON array of operations.
    public var json: JSONValue { .array(operations.map(\.json)) }

    /// Returns a value with all operations applied.
    ///
    /// - Parameters:
    ///   - value: The value to change.
    ///   - limits: The limits that applying the patch must not exceed.
    /// - Returns: The changed value.
    /// - Throws: ``JSONPatchError`` with the first operation that cannot be applied.
    public func applied(to value: JSONValue, limits: Limits = .default) throws(JSONPatchError) -> JSONValue {
        guard operations.count <= limits.operations else { throw JSONPatchError(.limitExceeded) }
        var editor = PatchEditor(value, limits: limits)
        for (position, operation) in operations.enumerated() {
            do throws(PatchFailure) {
                try editor.apply(operation)
            } catch {
                let pointer = error.isOfSource ? operation.from ?? operation.path : operation.path
                throw JSONPatchError(error.code, operation: position, path: pointer.description)
            }
        }
        return editor.root
    }
}

extension PatchEditor {
    fileprivate mutating func apply(_ operation: JSONPatch.Operation) throws(PatchFailure) {
        let path = operation.path.tokens
        switch operation.kind {
        case .add: try add(try required(operation.value), at: path)
        case .remove: _ = try remove(at: path)
        case .replace: try replace(at: path, with: try required(operation.value))
        case .test:
            let value = try required(operation.value)
            try count(value)
            guard try self.value(at: path) == value else { throw PatchFailure(.testFailed) }
        case .copy:
            let from = try required(operation.from)
            let value = try PatchFailure.atSource { () throws(PatchFailure) in try self.value(at: from.tokens) }
            try add(value, at: path)
        case .move:
            let from = try required(operation.from)
            let value = try PatchFailure.atSource { () throws(PatchFailure) in try self.value(at: from.tokens) }
            guard from != operation.path else { return }
            guard !from.isAncestor(of: operation.path) else { throw PatchFailure(.intoItself) }
            _ = try remove(at: from.tokens)
            // A value that ends up no deeper than before need not be examined.
            try add(value, at: path, counts: path.count > from.tokens.count)
        }
    }

    private func required<Member>(_ member: Member?) throws(PatchFailure) -> Member {
        guard let member else { throw PatchFailure(.missingMember) }
        return member
    }
}

extension JSONPointer {
    /// Returns whether another pointer leads to a location inside the one that this pointer leads to.
    func isAncestor(of other: JSONPointer) -> Bool {
        tokens.count < other.tokens.count && zip(tokens, other.tokens).allSatisfy(JSONText.equal)
    }
}
