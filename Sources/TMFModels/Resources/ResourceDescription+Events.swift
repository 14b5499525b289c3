package import TMFJSON

extension ResourceDescription {
    /// Returns the names of the events that a change causes: for the status, for other attributes, or for both.
    ///
    /// - Parameters:
    ///   - before: The resource before, or `nil` if it was created.
    ///   - after: The resource after, or `nil` if it was deleted.
    /// - Returns: The names; empty if the API has no events or nothing changed.
    package func eventNames(from before: JSONElement?, to after: JSONElement?) -> [String] {
        guard let events else { return [] }
        guard let before else { return after == nil ? [] : [events.create] }
        guard let after else { return [events.delete] }
        let changed = Set(before.members.map(\.name)).union(after.members.map(\.name)).filter { name in
            let (old, new) = (before[name], after[name])
            // Most attributes are unchanged byte for byte.
            return old?.bytes != new?.bytes && old.map { JSONValue($0) } != new.map { JSONValue($0) }
        }
        var names: [String] = []
        var followers: Set<String> = []
        if let statusAttribute {
            followers.insert(statusAttribute)
            if changed.contains(statusAttribute) {
                names.append(events.statusChange)
                // The date of the status changes together with the status.
                if let statusDateAttribute { followers.insert(statusDateAttribute) }
            }
        }
        if !changed.subtracting(followers).isEmpty { names.append(events.attributeValueChange) }
        return names
    }
}
