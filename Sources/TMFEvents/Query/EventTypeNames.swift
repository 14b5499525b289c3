package import TMFModels

/// The spellings under which events are known, in other versions of the APIs and in older software.
package enum EventTypeNames {
    /// Returns the current name of an event.
    ///
    /// - Parameters:
    ///   - name: The name in any spelling, such as `CustomerCreationNotification`.
    ///   - resources: The types of resources.
    /// - Returns: The name, such as `CustomerCreateEvent`, or `nil` if no event has such a name.
    package static func current(_ name: String, among resources: [ResourceDescription]) -> String? {
        for resource in resources {
            guard let names = resource.events else { continue }
            for kind in PublishedEvent.Kind.allCases {
                let current = names[kind]
                if name == current || spellings(kind).contains(where: { name == resource.typeName + $0 }) {
                    return current
                }
            }
        }
        return nil
    }

    /// Returns the endings that names of a kind of event have after the name of the type.
    static func spellings(_ kind: PublishedEvent.Kind) -> [String] {
        switch kind {
        case .create: ["CreateEvent", "CreationNotification", "CreateNotification"]
        case .statusChange:
            [
                "StatusChangeEvent", "StateChangeEvent", "StatusChange", "StateChange", "StateChangeNotification",
                "StatusChangeNotification",
            ]
        case .attributeValueChange:
            ["AttributeValueChangeEvent", "ValueChangeNotification", "AttributeValueChangeNotification"]
        case .delete: ["DeleteEvent", "RemoveNotification", "DeleteNotification"]
        }
    }
}
