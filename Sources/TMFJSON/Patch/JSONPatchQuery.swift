/// A patch of TMF630 part 5 (`application/json-patch-query+json`): a ``JSONPatch`` whose paths choose elements of arrays
/// by what they hold, not by their index.
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
/// A path is a pointer, with selectors behind a `?` and between `&`, or a ``JSONPath`` of the TMF630 dialect, which
/// begins with `$` or a backtick or has a filter.
///
/// A pointer that runs through an array means all its elements, of which selectors choose; all selectors must hold. A
/// selector is a name, `=`, and a text or a number; it is percent-encoded, though blanks may stand as they are. Its
/// name has one of three forms:
/// - a pointer, which starts at the whole value: `/note/author=Jane`;
/// - names with dots between them that begin as the path does, and start at the whole value too: `note.author=Jane`;
/// - other names, which start at an element of the nearest array, the innermost on the path some of whose elements have
///   such a member: `author=Jane`.
///
/// A selector is asked where it parts from the path. Behind that it holds if any of the values it leads to is equal.
/// If it ends where the path ends it chooses among the scalars there.
///
/// ## Operations
///
/// An operation is done at all places that its path leads to, and fails if there is none. `test` demands the value at
/// each, and `move` and `copy` take theirs from exactly one. `add` puts a value at the end of an array, and all
/// elements of a value that is an array itself. It sets the members of an object one by one, creates a member that its
/// object lacks, and replaces anything else. A pointer that takes an element by its index and has no selectors does what
/// it does in a ``JSONPatch``.
public struct JSONPatchQuery: Sendable, Hashable {
    /// The patch as a JSON value.
    public let json: JSONValue

    private let operations: [PatchQueryOperation]

    /// Reads a patch.
    ///
    /// - Parameters:
    ///   - json: An array of operations, or a single one; `delete` is another name of `remove`.
    ///   - limits: How many operations there may be.
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

    /// Returns a value with all operations done.
    ///
    /// - Parameters:
    ///   - value: The value to change.
    ///   - limits: What the patch may ask for at most.
    /// - Returns: The changed value.
    /// - Throws: ``JSONPatchError`` with the first operation that cannot be done.
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
