import TMFExchange
import TMFJSON

extension ResourceDescription {
    /// The description of the interactions of TMF683 v4.0.0.
    ///
    /// By default, a new interaction is open, and its dates are set to the time of its creation.
    public static let partyInteractionV4 = ResourceDescription(
        PartyInteraction.self, api: "TMF683", version: "4.0.0", basePath: "/tmf-api/partyInteraction/v4",
        collection: "partyInteraction",
        statusDateAttribute: "statusChangeDate",
        defaults: ["status": .string(PartyInteractionStatus.open.rawValue)],
        creationDates: ["creationDate", "statusChangeDate", "interactionDate.startDateTime"],
        owners: ["relatedParty.id"],
        references: ["relatedParty", "interactionItem.relatedParty"],
        events: EventNames(
            create: PartyInteractionCreateEvent.typeName,
            attributeValueChange: PartyInteractionAttributeValueChangeEvent.typeName,
            statusChange: PartyInteractionStatusChangeEvent.typeName,
            delete: PartyInteractionDeleteEvent.typeName),
        lookups: ["status", "direction", "relatedParty.id", "channel.id"],
        orders: ["creationDate", "interactionDate.startDateTime", "statusChangeDate"],
        sample: ["channel": [["id": "1"]], "direction": "inbound", "reason": "Question"],
        richSample: [
            "status": "completed", "description": "A question about the bill",
            "creationDate": "2024-02-29T12:34:56.789+02:00",
            "interactionDate": period,
            "relatedParty": parties,
            "note": [
                [
                    "author": "Zo\u{EB}", "date": "2024-02-29T12:00:00Z",
                    "text": "Line one\nline two\ttab \\ / \u{2028}",
                ],
                ["author": "Ada", "text": .string(longText)],
            ],
            "attachment": [
                [
                    "id": "1", "name": "a",
                    "size": ["amount": JSONNumber("12.50").map { .number($0) } ?? 12.5, "units": "KB"],
                    "mimeType": "text/plain", "attachmentType": "text", "url": "http://example.com/a?b=c",
                ]
            ],
        ])

    /// The description of the customers of TMF629 v4.0.0.
    public static let customerV4 = ResourceDescription(
        Customer.self, api: "TMF629", version: "4.0.0", basePath: "/tmf-api/customerManagement/v4",
        collection: "customer",
        owners: ["engagedParty.id"],
        references: ["engagedParty", "relatedParty"],
        events: EventNames(
            create: CustomerCreateEvent.typeName,
            attributeValueChange: CustomerAttributeValueChangeEvent.typeName,
            statusChange: CustomerStateChangeEvent.typeName,
            delete: CustomerDeleteEvent.typeName),
        lookups: ["status", "name", "engagedParty.id", "relatedParty.id"],
        mandatoryMethods: [.patch, .delete],
        requiredInAnswers: ["@type", "href", "id"],
        sample: ["name": "Customer", "engagedParty": ["id": "1", "@referredType": "Organization"]],
        richSample: [
            "status": "Approved", "statusReason": "Checked",
            "relatedParty": parties,
            "validFor": period,
            "characteristic": [
                ["name": "colour", "valueType": "object", "value": ["hue": ["a", 1, true]]],
                ["name": "text", "valueType": "string", "value": .string(longText)],
            ],
            "contactMedium": [
                [
                    "mediumType": "email", "preferred": true,
                    "characteristic": ["emailAddress": "zo\u{EB}@example.com", "city": "K\u{F6}ln"],
                ]
            ],
            "creditProfile": [
                ["creditProfileDate": "2024-02-29T00:00:00Z", "creditScore": 4_711, "validFor": period]
            ],
        ])

    // The common parts of the rich samples.

    private static let period: JSONValue = [
        "startDateTime": "2024-02-29T12:34:56.789+02:00", "endDateTime": "2025-01-01T00:00:00Z",
    ]

    private static let parties: JSONValue = [
        [
            "id": "42", "name": "Zo\u{EB} & S\u{F6}hne / \"Ulm\"", "role": "customer", "href": "/party/42",
            "@referredType": "Organization",
        ],
        ["id": "43", "name": "  Ulm  and more ", "role": "seller", "@referredType": "Individual"],
    ]

    /// A text of 300 characters that begins and ends with blanks and contains double blanks.
    private static let longText =
        String(String(repeating: " A text that is  longer than others.", count: 9).prefix(299)) + " "
}

extension [ResourceDescription] {
    /// The descriptions of the resources of both APIs in version 4.0.0.
    public static let standard: [ResourceDescription] = [.partyInteractionV4, .customerV4]
}
