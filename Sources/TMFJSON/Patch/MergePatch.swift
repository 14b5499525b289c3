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
    public func applied(to value: JSONValue) -> JSONValue { Self.merge(json, into: value) }

    private static func merge(_ patch: JSONValue, into value: JSONValue?) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var result = value?.objectValue ?? JSONObject()
        for change in changes {
            result[change.name] = change.value.isNull ? nil : merge(change.value, into: result[change.name])
        }
        return .object(result)
    }
}
