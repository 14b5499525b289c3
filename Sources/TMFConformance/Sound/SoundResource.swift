import TMFExchange
import TMFJSON
import TMFModels

/// What the sound verdict knows about the resource of a kit.
struct SoundResource: Sendable {
    /// What the kit knows.
    let kit: ConformanceResource
    /// The model.
    let model: any Model.Type
    /// What the kit creates first.
    let template: JSONObject
    /// The attribute of the kit that tells the resources of a run apart.
    let keyAttribute: String
    /// The attribute that all resources of a run hold the same text in.
    let groupAttribute: String
    /// A status other than what the server may set.
    let status: String
    /// The methods that the conformance profile makes mandatory on a resource.
    let mandatoryMethods: Set<APIMethod>
    /// Paths to attributes below the first level, which need not be filtered.
    let nestedPath: [String]
    /// Mandatory attributes of what an attribute holds, with a body that lacks each.
    let nestedMandatory: [(path: String, attribute: String, value: JSONValue)]

    var typeName: String { model.typeName }

    init(_ kit: ConformanceKit) {
        self.kit = kit.resource
        let body = kit.steps.first { $0.method == .post }?.body ?? ""
        let given = (try? JSONValue(parsing: body))?.objectValue
        if kit.resource.collection == "customer" {
            model = Customer.self
            keyAttribute = "name"
            groupAttribute = "statusReason"
            status = "Approved"
            mandatoryMethods = [.patch, .delete]
            nestedPath = ["engagedParty", "id"]
            template = given ?? ["name": "Customer", "engagedParty": ["id": "1", "@referredType": "Organization"]]
            nestedMandatory = [
                ("engagedParty.id", "engagedParty", ["@referredType": "Organization"]),
                ("contactMedium.mediumType", "contactMedium", [["characteristic": ["city": "Ulm"]]]),
            ]
        } else {
            model = PartyInteraction.self
            keyAttribute = "reason"
            groupAttribute = "description"
            status = "completed"
            mandatoryMethods = []
            nestedPath = ["channel", "id"]
            template = given ?? ["channel": [["id": "1"]], "direction": "inbound", "reason": "Question"]
            nestedMandatory = [
                ("channel.id", "channel", [["name": "shop"]]),
                ("relatedParty.id", "relatedParty", [["role": "customer", "@referredType": "Individual"]]),
            ]
        }
    }

    /// The text in ``groupAttribute``.
    static func groupText(_ marker: String) -> String { "Conformance check \(marker)" }

    /// The text in ``groupAttribute`` of what is to be refused.
    static func refusedText(_ marker: String) -> String { "Refused \(marker)" }

    /// The attributes that a client must give, by the conformance profile.
    var mandatory: [String] { Self.mandatory(of: model) }

    private static func mandatory<Resource: Model>(_: Resource.Type) -> [String] {
        Resource.attributes.rows.filter { $0.rules.contains(.mandatoryForCertification) }.map(\.name)
    }

    private static func mandatory(of model: any Model.Type) -> [String] { mandatory(model) }

    /// The type of what a pointer leads to, if the model knows it.
    func type(at pointer: JSONPointer) -> (any AttributeValue.Type)? {
        var type: any AttributeValue.Type = model
        for token in pointer.tokens {
            if token.utf8.allSatisfy(\.isDigit) { continue }
            guard let member = type._member(named: token) else {
                return type is JSONValue.Type ? type : nil
            }
            type = member
        }
        return type
    }

    // MARK: - Bodies

    /// The text in ``keyAttribute`` of the resources with a suffix.
    func keyText(_ marker: String, _ suffix: String) -> String {
        (template[keyAttribute]?.stringValue ?? "Check") + " \(marker) \(suffix)"
    }

    /// What the kit creates, marked.
    func plain(_ marker: String, _ suffix: String) -> JSONObject {
        var body = template
        body[keyAttribute] = .string(keyText(marker, suffix))
        body[groupAttribute] = .string(Self.groupText(marker))
        return body
    }

    /// A change of what is not there, marked in case that it is created.
    func unknownChange(_ marker: String) -> JSONObject {
        [
            keyAttribute: .string("Changed \(marker)"), groupAttribute: .string(Self.groupText(marker)),
        ]
    }

    /// Characters that need care in JSON, in URLs, or in both.
    static let specialText = #"1 Zo\#u{EB} "q" \ / & = + # % ; ? <b> \#u{65E5}\#u{672C} \#u{1F680} e\#u{301}"#

    /// A text of 300 characters, with blanks at its ends and two in a row inside.
    private static let longText: String =
        String(String(repeating: " A text that is  longer than others.", count: 9).prefix(299)) + " "

    /// A resource with values of all kinds in known attributes.
    func rich(_ marker: String) -> JSONObject {
        var body = plain(marker, Self.specialText)
        body["status"] = .string(status)
        let period: JSONValue = [
            "startDateTime": "2024-02-29T12:34:56.789+02:00", "endDateTime": "2025-01-01T00:00:00Z",
        ]
        let party: JSONValue = [
            "id": .string("party-" + marker), "name": "Zo\u{EB} & S\u{F6}hne / \"Ulm\"", "role": "customer",
            "href": .string("/party/party-" + marker), "@referredType": "Organization",
        ]
        body["relatedParty"] = [
            party,
            [
                "id": .string("other-" + marker), "name": "  Ulm  and more ", "role": "seller",
                "@referredType": "Individual",
            ],
        ]
        if keyAttribute == "name" {
            body["validFor"] = period
            body["characteristic"] = [
                ["name": "colour", "valueType": "object", "value": ["hue": ["a", 1, true]]],
                ["name": "text", "valueType": "string", "value": .string(Self.longText)],
            ]
            body["contactMedium"] = [
                [
                    "mediumType": "email", "preferred": true,
                    "characteristic": ["emailAddress": "zo\u{EB}@example.com", "city": "K\u{F6}ln"],
                ]
            ]
            body["creditProfile"] = [
                ["creditProfileDate": "2024-02-29T00:00:00Z", "creditScore": 4_711, "validFor": period]
            ]
        } else {
            body["creationDate"] = "2024-02-29T12:34:56.789+02:00"
            body["interactionDate"] = period
            body["note"] = [
                [
                    "author": "Zo\u{EB}", "date": "2024-02-29T12:00:00Z",
                    "text": "Line one\nline two\ttab \\ / \u{2028}",
                ],
                ["author": "Ada", "text": .string(Self.longText)],
            ]
            body["attachment"] = [
                [
                    "id": "1", "name": "a", "size": ["amount": .number("12.50"), "units": "KB"],
                    "mimeType": "text/plain",
                    "attachmentType": "text", "url": "http://example.com/a?b=c",
                ]
            ]
        }
        return body
    }

    /// Attributes that no definition knows, at several depths.
    func extended(_ body: JSONObject, _ marker: String) -> JSONObject {
        var body = body
        body["xConformance"] = [
            "run": .string(marker), "nothing": nil, "flags": [true, false], "empty": [:], "list": [],
            "integer": 9_007_199_254_740_993, "long": .number("12345678901234567890.0125"),
            "trailing": .number("1.50"), "exponent": .number("1.5e-7"), "nested": [["a": ["b\u{FC}": ["c": "d/e"]]]],
        ]
        let name = nestedPath[0]
        if case .array(var elements)? = body[name], case .object(var element)? = elements.first {
            element["xDeep"] = ["note": "kept"]
            elements[0] = .object(element)
            body[name] = .array(elements)
        } else if case .object(var element)? = body[name] {
            element["xDeep"] = ["note": "kept"]
            body[name] = .object(element)
        }
        return body
    }

    // MARK: - Changes

    /// A change of an attribute that holds an array: what it is before, and what replaces it.
    var arrayChange: (name: String, before: JSONValue, after: JSONValue) {
        keyAttribute == "name"
            ? (
                "characteristic", [["name": "a", "value": "1"], ["name": "b", "value": "2"]],
                [["name": "c", "value": "3"]]
            )
            : ("note", [["author": "a", "text": "1"], ["author": "b", "text": "2"]], [["author": "c", "text": "3"]])
    }

    /// The attribute that holds a period.
    var periodAttribute: String { keyAttribute == "name" ? "validFor" : "interactionDate" }
}

extension JSONValue {
    /// The number with a text, or `null` if the text is none.
    fileprivate static func number(_ text: String) -> JSONValue {
        JSONNumber(text).map { .number($0) } ?? .null
    }
}
