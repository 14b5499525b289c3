extension MergePatch {
    /// Creates the smallest patch that turns one value into another.
    ///
    /// The patch names the members that were added or removed or have another value, and nothing else; applied to the old value
    /// it gives the new one. Values that JSON calls equal, such as `1` and `1.0`, do not differ. An array that differs is in the
    /// patch with all its elements.
    ///
    /// ```swift
    /// try MergePatch(from: ["status": "open", "reason": "billing"], to: ["status": "completed"]).json
    /// // {"reason": null, "status": "completed"}
    /// ```
    ///
    /// - Parameters:
    ///   - old: The value that the patch is for.
    ///   - new: The value that it results in.
    /// - Throws: ``MergePatchError`` if a member of the new value is `null` that the old value does not have as `null`. Inside
    ///   arrays, every `null` can be sent.
    public init(from old: JSONValue, to new: JSONValue) throws(MergePatchError) {
        self.init(try Self.difference(from: old, to: new, at: []))
    }

    private static func difference(
        from old: JSONValue?, to new: JSONValue, at tokens: [String]
    ) throws(MergePatchError) -> JSONValue {
        guard case .object(let members) = new else { return new }
        let oldMembers = old?.objectValue ?? JSONObject()
        var changes = JSONObject()
        for member in oldMembers where members.position(of: member.name) == nil {
            changes.appendUnchecked(.null, forName: member.name)
        }
        for member in members {
            let oldValue = oldMembers[member.name]
            guard oldValue != member.value else { continue }
            let place = tokens + [member.name]
            guard !member.value.isNull else { throw MergePatchError(pointer: JSONPointer(tokens: place)) }
            let change = try difference(from: oldValue, to: member.value, at: place)
            changes.appendUnchecked(change, forName: member.name)
        }
        return .object(changes)
    }
}
