/// A patch of TMF630 part 5 (`application/json-patch-query+json`): a ``JSONPatch`` whose paths select array elements by
/// their content instead of their index.
///
/// ```swift
/// let patch = try JSONPatchQuery([
///     ["op": "replace", "path": "/contactMedium/preferred?city=Paris", "value": true],
///     ["op": "remove", "path": "/note?note.author=John Doe"],
///     ["op": "add", "path": "$.channel[?(@.name=='phone')].role", "value": "hotline"],
/// ])
/// let changed = try patch.applied(to: customer)
/// ```
///
/// ## Paths
///
/// A path is either a pointer with selectors, which follow a `?` and are separated by `&`, or a ``JSONPath`` of the
/// TMF630 dialect, which begins with `$` or a backtick or has a filter.
///
/// A pointer that passes through an array refers to all of its elements, from which selectors choose; all selectors
/// must hold. A selector consists of a name, `=`, and a text or a number. It is percent-encoded, though blanks may
/// appear as they are. Its name has one of three forms:
/// - a pointer, which starts at the root: `/note/author=Jane`;
/// - dot-separated names that begin as the path does, and also start at the root: `note.author=Jane`;
/// - other names, which start at an element of the nearest array, that is, the innermost array on the path of which
///   some element has such a member: `author=Jane`.
///
/// A selector is evaluated where it diverges from the path. From there on, it holds if any of the values it leads to is
/// equal. If it ends where the path ends, it chooses among the scalars there.
///
/// ## Operations
///
/// An operation applies to every location that its path selects, and fails if the path selects none. `test` requires
/// the value at each location, and `move` and `copy` take theirs from exactly one. `add` appends a value to an array,
/// and all elements of a value that is itself an array. It sets the members of an object one by one, creates a member
/// that its object lacks, and replaces anything else. A pointer that selects an element by index and has no selectors
/// behaves as it does in a ``JSONPatch``.
public struct JSONPatchQuery: Sendable, Hashable {
    /// The patch as a JSON value.
    public let json: JSONValue

    private let operations: [PatchQueryOperation]

    /// Creates a patch from its JSON representation.
    ///
    /// - Parameters:
    ///   - json: An array of operations, or a single operation; `delete` is accepted as another name for `remove`.
    ///   - limits: The limits, of which the number of operations applies here.
    /// - Throws: ``JSONPatchError`` with the first operation that is malformed.
    public init(_ json: JSONValue, limits: JSONPatch.Limits = .default) throws(JSONPatchError) {
        self.json = json
        var operations: [PatchQueryOperation] = []
        for (position, members) in try PatchMembers.all(in: json, limits: limits, isQuery: true).enumerated() {
            func target(_ text: String) throws(JSONPatchError) -> PatchTarget {
                do throws(PatchFailure) {
                    return try PatchTarget(text)
                } catch {
                    throw JSONPatchError(error.code, operation: position, path: text)
                }
            }
            var operation = PatchQueryOperation(
                kind: members.kind, path: try target(members.path), value: members.value,
                pathText: members.path, fromText: members.from)
            if let from = members.from { operation.from = try target(from) }
            operations.append(operation)
        }
        self.operations = operations
    }

    /// Returns a value with all operations applied.
    ///
    /// - Parameters:
    ///   - value: The value to change.
    ///   - limits: The limits that applying the patch must not exceed.
    /// - Returns: The changed value.
    /// - Throws: ``JSONPatchError`` with the first operation that cannot be applied.
    public func applied(
        to value: JSONValue, limits: JSONPatch.Limits = .default
    ) throws(JSONPatchError) -> JSONValue {
        guard operations.count <= limits.operations else { throw JSONPatchError(.limitExceeded) }
        var run = PatchQueryRun(value, limits: limits)
        for (position, operation) in operations.enumerated() {
            do throws(PatchFailure) {
                try run.apply(operation)
            } catch {
                let path = error.isOfSource ? operation.fromText : operation.pathText
                throw JSONPatchError(error.code, operation: position, path: path ?? operation.pathText)
            }
        }
        return run.editor.root
    }
}
