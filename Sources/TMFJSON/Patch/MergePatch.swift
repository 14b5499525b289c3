/// A JSON Merge Patch (RFC 7396): a value laid over another one.
///
/// Members of the patch replace members of the same name, objects are merged, `null` removes, and arrays are replaced
/// as a whole.
///
/// ```swift
/// let patch = MergePatch(["status": "completed", "description": nil])
/// patch.applied(to: interaction)
/// ```
public struct MergePatch: Sendable, Hashable {
    /// The patch as a JSON value.
    public let json: JSONValue

    /// Creates a patch; every JSON value is one.
    ///
    /// - Parameter json: The value.
    public init(_ json: JSONValue) { self.json = json }

    /// Returns a value with the patch laid over it.
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
        // All at once, since one by one would take time in proportion to the square.
        if removes { result.removeAll { changes[$0.name]?.isNull ?? false } }
        return .object(result)
    }
}
