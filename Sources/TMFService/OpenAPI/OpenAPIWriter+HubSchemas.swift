import TMFEvents
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// A reference to the schema of a subscription in responses.
    var subscriptionReference: JSONObject {
        mutating get {
            let properties: JSONObject = [
                "id": ["type": "string", "readOnly": true], "callback": .object(Self.callback),
                "query": .object(Self.query), "delivery": .object(deliveryReference(isRead: true)),
                "secret": [
                    "type": "string", "readOnly": true,
                    "description": """
                    The secret of the signatures (Standard Webhooks), only in the response to the first registration.
                    """,
                ],
                "state": .object(stateReference),
            ]
            return components.reference(
                .schemas, EventSubscription.typeName, qualifier: "Hub",
                to: ["type": "object", "properties": .object(properties), "required": ["id", "callback"]])
        }
    }

    /// A reference to the schema of a body that registers a listener.
    var listenerReference: JSONObject {
        mutating get {
            let properties: JSONObject = [
                "callback": .object(Self.callback), "query": .object(Self.nullable(Self.query)),
                "delivery": .object(Self.nullable(deliveryReference(isRead: false))), "secret": ["type": "null"],
            ]
            return components.reference(
                .schemas, EventSubscriptionInput.typeName, qualifier: "Hub",
                to: [
                    "type": "object", "properties": .object(properties), "required": ["callback"],
                    "additionalProperties": true,
                ])
        }
    }

    /// A reference to the schema of a merge patch of a subscription.
    var listenerPatchReference: JSONObject {
        mutating get {
            let properties: JSONObject = [
                "callback": .object(Self.callback), "query": .object(Self.nullable(Self.query)),
                "delivery": .object(Self.nullable(deliveryPatchReference)), "status": ["enum": ["active", "paused"]],
            ]
            return components.reference(
                .schemas, EventSubscription.typeName + "Patch", qualifier: "Hub",
                to: [
                    "type": "object",
                    "description": "`id` and `secret` cannot be changed.",
                    "properties": .object(properties), "additionalProperties": true,
                    "not": ["anyOf": [["required": ["id"]], ["required": ["secret"]]]],
                ])
        }
    }

    private static let callback: JSONObject = [
        "type": "string", "format": "tmf-callback",
        "description": "The URL that events are sent to, at most 2048 bytes.",
    ]

    private static let query: JSONObject = [
        "type": "string", "format": "tmf630-event-query",
        "description": """
        A query that selects events, in the language of lists. Paths start at the event, as in \
        `eventType=CustomerCreateEvent&event.customer.status=Approved`; without a query, all events are selected.
        """,
    ]

    // MARK: - Delivery

    /// Returns a reference to the schema of the way in which a listener receives its events.
    private mutating func deliveryReference(isRead: Bool) -> JSONObject {
        var properties = Self.deliveryOptions
        // Clients can only write header fields, which may contain credentials.
        if !isRead { properties["headers"] = .object(Self.deliveryHeaders(["type": "string"])) }
        return components.reference(
            .schemas, isRead ? "EventDelivery" : "EventDeliveryInput", qualifier: "Hub",
            to: ["type": "object", "properties": .object(properties), "additionalProperties": false])
    }

    private var deliveryPatchReference: JSONObject {
        mutating get {
            var properties = JSONObject()
            for option in Self.deliveryOptions {
                properties[option.name] = .object(Self.nullable(option.value.objectValue ?? [:]))
            }
            properties["headers"] = .object(
                Self.nullable(Self.deliveryHeaders(.object(Self.nullable(["type": "string"])))))
            return components.reference(
                .schemas, "EventDeliveryPatch", qualifier: "Hub",
                to: ["type": "object", "properties": .object(properties), "additionalProperties": false])
        }
    }

    private static let deliveryOptions: JSONObject = [
        "payload": [
            "type": "string", "enum": array(EventShape.Payload.allCases.map(\.rawValue)), "default": "full",
            "description": "The part of the resource that an event contains.",
        ],
        "previousValues": [
            "type": "boolean", "default": false,
            "description": "Whether events about changed attributes contain their previous values.",
        ],
        "format": [
            "type": "string", "enum": array(EventShape.Format.allCases.map(\.rawValue)), "default": "tmf",
            "description": "The format of events.",
        ],
        "order": [
            "type": "string", "enum": array(DeliveryOptions.Order.allCases.map(\.rawValue)), "default": "listener",
            "description": "Whether all events follow one another, or only those of the same resource.",
        ],
        "concurrency": [
            "type": "integer", "minimum": 1, "maximum": .number(JSONNumber(DeliveryOptions.highestConcurrency)),
            "default": 1, "description": "The maximum number of deliveries at the same time, if the order allows it.",
        ],
        "rate": [
            "type": "integer", "minimum": 1, "maximum": .number(JSONNumber(DeliveryOptions.highestRate)),
            "description": "The maximum number of deliveries per second.",
        ],
        "target": [
            "type": "string", "enum": array(DeliveryOptions.Target.allCases.map(\.rawValue)), "default": "callback",
            "description": "Whether events are sent to the callback, or to the path of the event below it.",
        ],
    ]

    private static func deliveryHeaders(_ value: JSONValue) -> JSONObject {
        [
            "type": "object", "maxProperties": .number(JSONNumber(DeliveryOptions.headerLimit)),
            "propertyNames": ["pattern": "^([Aa]uthorization|[Xx]-[A-Za-z0-9-]+)$"], "additionalProperties": value,
            "description": .string(
                """
                The header fields that are sent with every event, with values of at most \
                \(DeliveryOptions.headerLength) bytes.
                """),
        ]
    }

    // MARK: - State

    private var stateReference: JSONObject {
        mutating get {
            let statuses = SubscriptionState.Status.allCases.map(\.rawValue) + ["paused"]
            let reasons = SubscriptionState.Reason.allCases.map(\.rawValue)
            func count(_ description: JSONValue) -> JSONValue {
                ["type": "integer", "minimum": 0, "description": description]
            }
            let properties: JSONObject = [
                "status": ["type": "string", "x-extensible-enum": Self.array(statuses)],
                "reason": [
                    "type": "string", "x-extensible-enum": Self.array(reasons),
                    "description": "The reason why the delivery has ended.",
                ],
                "since": .object(Self.dateTime),
                "failures": count("The number of failed attempts in succession."),
                "eventNumber": count("The number of the last event that is settled, as in `tmf-event-number`."),
                "lag": [
                    "type": "object",
                    "properties": [
                        "commits": count(
                            """
                            The number of commits after the last position that the hub has written down: the delivery \
                            is at most this far behind.
                            """)
                    ],
                ],
                "missed": [
                    "type": "boolean",
                    "description": "Whether events were lost because the store no longer keeps them.",
                ],
            ]
            return components.reference(
                .schemas, "EventSubscriptionState", qualifier: "Hub",
                to: [
                    "type": "object", "readOnly": true, "properties": .object(properties),
                    "required": ["status", "eventNumber"],
                    "description": "The progress of the delivery; not in the response to a registration.",
                ])
        }
    }
}
