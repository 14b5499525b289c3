/// A JSON Merge Patch (RFC 7396): a value that is merged into another value.
///
/// Members of the patch replace members of the same name, objects are merged, `null` removes a member, and arrays are
/// replaced entirely.
///
/// ```swift
/// let patch = MergePatch(["status": "completed", "description": nil])
/// patch.applied(to: interaction)
/// ```
public struct MergePatch: Sendable, Hashable {
    /// The patch as a JSON value.
    public let json: JSONValue

    /// Creates a patch from a JSON value; every value is a valid patch.
    ///
    /// - Parameter json: The value.
    public init(_ json: JSONValue) { self.json = json }

    /// Returns a value with the patch merged into it.
    ///
    /// - Parameter value: The value to change.
    /// - Returns: The changed value.
    public func applied(to value: JSONValue) -> JSONValue { Self.merge(json, into: value) }

    private static func merge(_ patch: JSONValue, into value: JSONValue?) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = value?.objectValue ?? JSONObject()
        var removes = false
        for change in changes {
            if change.value.isNull {
                removes = true
            } else {
                result.updateValue(merge(change.value, into: result[change.name]), forName: change.name)
            }
        }
        // Remove all members at once, because removing them one by one would take quadratic time.
        if removes { result.removeAll { changes[$0.name]?.isNull ?? false } }
        return .object(result)
    }
}
