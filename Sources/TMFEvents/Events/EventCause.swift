package import TMFJSON
package import TMFModels

/// The reason for one event: the kind of change, and the attributes that changed.
package struct EventCause: Sendable, Hashable {
    /// The kind of change.
    package let kind: PublishedEvent.Kind
    /// The names of the first-level attributes that changed; empty if the resource was created or deleted.
    package let attributes: [String]

    /// Returns the causes of events in a change of a resource, in the order of the events.
    ///
    /// All changed attributes other than the status have one event together, which comes after that of the status. The
    /// date of the status belongs to a change of the status, and silent attributes cause no event on their own.
    ///
    /// - Parameters:
    ///   - before: The resource before, or `nil` if it was created.
    ///   - after: The resource after, or `nil` if it was deleted.
    ///   - description: The type of resource.
    /// - Returns: The causes; empty if both values are equal as JSON, regardless of their texts.
    package static func causes(
        from before: JSONElement?, to after: JSONElement?, of description: ResourceDescription
    ) -> [EventCause] {
        guard let before else { return after == nil ? [] : [EventCause(kind: .create, attributes: [])] }
        guard let after else { return [EventCause(kind: .delete, attributes: [])] }
        var (status, others): ([String], [String]) = ([], [])
        let changed = changedAttributes(from: before, to: after)
        let changesStatus = description.statusAttribute.map(changed.contains) ?? false
        for name in changed {
            let isStatus = name == description.statusAttribute
            if isStatus || changesStatus && name == description.statusDateAttribute {
                status.append(name)
            } else {
                others.append(name)
            }
        }
        var causes: [EventCause] = []
        if changesStatus { causes.append(EventCause(kind: .statusChange, attributes: status)) }
        if others.contains(where: { !description.silentAttributes.contains($0) }) {
            causes.append(EventCause(kind: .attributeValueChange, attributes: others))
        }
        return causes
    }

    /// Returns the names of the members whose values differ, first those of the value after, in its order.
    private static func changedAttributes(from before: JSONElement, to after: JSONElement) -> [String] {
        var old: [PathName: JSONElement] = [:]
        for member in before.members { old[PathName(member.name)] = member.value }
        var changed: [String] = []
        var new: [PathName: JSONElement] = [:]
        for member in after.members { new[PathName(member.name)] = member.value }
        var seen: Set<PathName> = []
        for member in after.members {
            let name = PathName(member.name)
            guard let value = new[name] else { continue }
            // Most attributes are unchanged byte for byte.
            if let former = old[name], former.bytes == value.bytes || JSONValue(former) == JSONValue(value) { continue }
            if seen.insert(name).inserted { changed.append(member.name) }
        }
        for member in before.members where new[PathName(member.name)] == nil {
            if seen.insert(PathName(member.name)).inserted { changed.append(member.name) }
        }
        return changed
    }
}
