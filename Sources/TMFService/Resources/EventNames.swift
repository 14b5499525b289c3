import TMFJSON

/// The names of the events of a type of resource.
public struct EventNames: Sendable, Hashable {
    /// The event of a resource that was created.
    public var create: String
    /// The event of a resource of which attributes other than the status changed.
    public var attributeValueChange: String
    /// The event of a resource whose status changed.
    public var statusChange: String
    /// The event of a resource that was deleted.
    public var delete: String

    /// Creates names.
    ///
    /// - Parameters:
    ///   - create: The event of a resource that was created.
    ///   - attributeValueChange: The event of a resource of which attributes other than the status changed.
    ///   - statusChange: The event of a resource whose status changed.
    ///   - delete: The event of a resource that was deleted.
    public init(create: String, attributeValueChange: String, statusChange: String, delete: String) {
        self.create = create
        self.attributeValueChange = attributeValueChange
        self.statusChange = statusChange
        self.delete = delete
    }
}

extension ResourceDefinition {
    /// The names of the events that a change gives rise to: of the status, of anything else, or both.
    func events(from before: JSONObject?, to after: JSONObject?) -> [String] {
        guard let events else { return [] }
        guard let before else { return after == nil ? [] : [events.create] }
        guard let after else { return [events.delete] }
        let status = rules.statusAttribute
        var names: [String] = []
        if let status, before[status] != after[status] { names.append(events.statusChange) }
        // The date of a status goes with the status.
        let followers = names.isEmpty ? [status] : [status, rules.statusDateAttribute]
        let changed = Set(before.names + after.names).contains { !followers.contains($0) && before[$0] != after[$0] }
        if changed { names.append(events.attributeValueChange) }
        return names
    }
}
