import TMFModels
import Testing

/// A model type of the library, so that a table of tests can run over all of them.
struct ModelCase: Sendable, CustomTestStringConvertible {
    var type: any Model.Type
    /// The definitions that the model stands for: an API and a name each.
    var definitions: [String]

    var testDescription: String { type.typeName }

    static let all: [ModelCase] = [
        Self(type: Attachment.self, definitions: ["TMF683 Attachment"]),
        Self(type: AttachmentRef.self, definitions: ["TMF683 AttachmentRef"]),
        Self(type: AttachmentRefOrValue.self, definitions: ["TMF683 AttachmentRefOrValue"]),
        Self(type: EntityRef.self, definitions: ["TMF683 EntityRef", "TMF629 EntityRef"]),
        Self(type: EntityValue.self, definitions: ["TMF683 EntityValue"]),
        Self(type: InteractionItem.self, definitions: ["TMF683 InteractionItem"]),
        Self(type: InteractionRelationship.self, definitions: ["TMF683 InteractionRelationship"]),
        Self(type: Note.self, definitions: ["TMF683 Note"]),
        Self(type: PartyInteraction.self, definitions: ["TMF683 PartyInteraction"]),
        Self(type: Quantity.self, definitions: ["TMF683 Quantity"]),
        Self(type: RelatedChannel.self, definitions: ["TMF683 RelatedChannel"]),
        Self(type: RelatedEntityRefOrValue.self, definitions: ["TMF683 RelatedEntityRefOrValue"]),
        Self(type: RelatedParty.self, definitions: ["TMF683 RelatedParty", "TMF629 RelatedParty"]),
        Self(type: TimePeriod.self, definitions: ["TMF683 TimePeriod", "TMF629 TimePeriod"]),
        Self(type: EventSubscription.self, definitions: ["TMF683 EventSubscription", "TMF629 EventSubscription"]),
        Self(
            type: EventSubscriptionInput.self,
            definitions: ["TMF683 EventSubscriptionInput", "TMF629 EventSubscriptionInput"]),
        Self(type: APIError.self, definitions: ["TMF683 Error", "TMF629 Error"]),
        Self(type: AccountRef.self, definitions: ["TMF629 AccountRef"]),
        Self(type: AgreementRef.self, definitions: ["TMF629 AgreementRef"]),
        Self(type: Characteristic.self, definitions: ["TMF629 Characteristic"]),
        Self(type: ContactMedium.self, definitions: ["TMF629 ContactMedium"]),
        Self(type: CreditProfile.self, definitions: ["TMF629 CreditProfile"]),
        Self(type: Customer.self, definitions: ["TMF629 Customer"]),
        Self(type: MediumCharacteristic.self, definitions: ["TMF629 MediumCharacteristic"]),
        Self(type: PaymentMethodRef.self, definitions: ["TMF629 PaymentMethodRef"]),
        Self(type: PartyInteractionCreateEvent.self, definitions: ["TMF683 PartyInteractionCreateEvent"]),
        Self(
            type: PartyInteractionAttributeValueChangeEvent.self,
            definitions: ["TMF683 PartyInteractionAttributeValueChangeEvent"]),
        Self(type: PartyInteractionStatusChangeEvent.self, definitions: ["TMF683 PartyInteractionStatusChangeEvent"]),
        Self(type: PartyInteractionDeleteEvent.self, definitions: ["TMF683 PartyInteractionDeleteEvent"]),
        Self(type: CustomerCreateEvent.self, definitions: ["TMF629 CustomerCreateEvent"]),
        Self(
            type: CustomerAttributeValueChangeEvent.self, definitions: ["TMF629 CustomerAttributeValueChangeEvent"]),
        Self(type: CustomerStateChangeEvent.self, definitions: ["TMF629 CustomerStateChangeEvent"]),
        Self(type: CustomerDeleteEvent.self, definitions: ["TMF629 CustomerDeleteEvent"]),
        Self(
            type: PartyInteractionEventPayload.self,
            definitions: ["Create", "AttributeValueChange", "StatusChange", "Delete"].map {
                "TMF683 PartyInteraction\($0)EventPayload"
            }),
        Self(
            type: CustomerEventPayload.self,
            definitions: ["Create", "AttributeValueChange", "StateChange", "Delete"].map {
                "TMF629 Customer\($0)EventPayload"
            }),
    ]
}
