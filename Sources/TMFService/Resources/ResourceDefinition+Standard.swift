import TMFJSON
import TMFModels
import TMFQuery

extension ResourceDefinition {
    /// Returns the interactions of TMF683 v4.0.0.
    ///
    /// A new interaction is open, and its dates are those of its creation, as far as its creator says nothing else.
    ///
    /// - Parameter basePath: The path of the API up to the names of its resources.
    /// - Returns: The definition.
    public static func partyInteraction(basePath: String = "/tmf-api/partyInteraction/v4") -> Self {
        let rules = ResourceRules(
            defaults: { now in
                let now = JSONValue.string(now.text)
                return [
                    "status": .string(PartyInteractionStatus.open.rawValue),
                    "creationDate": now,
                    "statusChangeDate": now,
                    "interactionDate": ["startDateTime": now],
                ]
            },
            statusDateAttribute: "statusChangeDate",
            references: ["relatedParty", "interactionItem.relatedParty"]
        )
        let events = EventNames(
            create: PartyInteractionCreateEvent.typeName,
            attributeValueChange: PartyInteractionAttributeValueChangeEvent.typeName,
            statusChange: PartyInteractionStatusChangeEvent.typeName,
            delete: PartyInteractionDeleteEvent.typeName
        )
        return Self(PartyInteraction.self, basePath: basePath, rules: rules, events: events)
    }

    /// Returns the customers of TMF629 v4.0.0.
    ///
    /// - Parameter basePath: The path of the API up to the names of its resources.
    /// - Returns: The definition.
    public static func customer(basePath: String = "/tmf-api/customerManagement/v4") -> Self {
        let events = EventNames(
            create: CustomerCreateEvent.typeName,
            attributeValueChange: CustomerAttributeValueChangeEvent.typeName,
            statusChange: CustomerStateChangeEvent.typeName,
            delete: CustomerDeleteEvent.typeName
        )
        let rules = ResourceRules(references: ["engagedParty", "relatedParty"])
        return Self(Customer.self, basePath: basePath, rules: rules, events: events)
    }
}

extension [ResourceDefinition] {
    /// Both APIs at their own base paths.
    public static let standard: [ResourceDefinition] = [.partyInteraction(), .customer()]
}
