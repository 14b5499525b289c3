import TMFExchange
import TMFJSON
import TMFModels

/// A ticket of TMF621 in miniature: texts, a status, dates, a period, and objects.
struct TroubleTicket: Model {
    var id: String?
    var href: String?
    var name: String?
    var description: String?
    var severity: String?
    var status: String?
    var creationDate: Timestamp?
    var troublePeriod: TimePeriod?
    var channel: RelatedChannel?
    var note: [Note] = []
    var relatedParty: [RelatedParty] = []
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \TroubleTicket.id, .setByServer)
        let href = Attribute("href", \TroubleTicket.href, .setByServer)
        let severity = Attribute("severity", \TroubleTicket.severity, [.mandatory, .notPatchable])
        let name = Attribute("name", \TroubleTicket.name, .mandatory)
        let description = Attribute("description", \TroubleTicket.description)
        let status = Attribute("status", \TroubleTicket.status)
        let creationDate = Attribute("creationDate", \TroubleTicket.creationDate)
        let troublePeriod = Attribute("troublePeriod", \TroubleTicket.troublePeriod)
        let channel = Attribute("channel", \TroubleTicket.channel)
        let note = Attribute("note", \TroubleTicket.note)
        let relatedParty = Attribute("relatedParty", \TroubleTicket.relatedParty)
    }
    static let attributes = AttributeSet<TroubleTicket>(Attributes())
}

/// A model with the least that a resource has, and a name.
struct Shelf: Model {
    var id: String?
    var href: String?
    var name: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Shelf.id, .setByServer)
        let href = Attribute("href", \Shelf.href, .setByServer)
        let name = Attribute("name", \Shelf.name)
    }
    static let attributes = AttributeSet<Shelf>(Attributes())
}

/// A model whose only text is given on create.
struct Badge: Model {
    var id: String?
    var href: String?
    var code: String?
    var validFor: TimePeriod?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Badge.id, .setByServer)
        let href = Attribute("href", \Badge.href, .setByServer)
        let code = Attribute("code", \Badge.code, [.mandatory, .notPatchable])
        let validFor = Attribute("validFor", \Badge.validFor)
    }
    static let attributes = AttributeSet<Badge>(Attributes())
}

/// A model without a text.
struct Reading: Model {
    var id: String?
    var href: String?
    var value: JSONNumber?
    var history: [TimePeriod] = []
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Reading.id, .setByServer)
        let href = Attribute("href", \Reading.href, .setByServer)
        let value = Attribute("value", \Reading.value, .mandatory)
        let history = Attribute("history", \Reading.history)
    }
    static let attributes = AttributeSet<Reading>(Attributes())
}

/// Another version of a resource, with a name of its own for what the first one calls otherwise.
enum V5 {
    struct Customer: Model {
        var id: String?
        var href: String?
        var title: String?
        var comment: String?
        var status: String?
        var additionalMembers = JSONObject()

        struct Attributes: Sendable {
            let id = Attribute("id", \Customer.id, .setByServer)
            let href = Attribute("href", \Customer.href, .setByServer)
            let title = Attribute("title", \Customer.title, .mandatory)
            let comment = Attribute("comment", \Customer.comment)
            let status = Attribute("status", \Customer.status)
        }
        static let attributes = AttributeSet<Customer>(Attributes())
    }
}

extension ResourceDescription {
    static let troubleTicket = ResourceDescription(
        TroubleTicket.self, api: "TMF621", version: "4.0.0", basePath: "/tmf-api/troubleTicket/v4",
        creationDates: ["creationDate"], references: ["relatedParty"], mandatoryMethods: [.patch, .delete],
        sample: ["severity": "minor", "name": "No dial tone"],
        richSample: [
            "status": "inProgress", "creationDate": "2024-02-29T12:34:56+02:00",
            "troublePeriod": ["startDateTime": "2024-02-29T12:00:00Z"],
            "channel": ["id": "7", "name": "shop"],
            "note": [["author": "Ada", "text": "  Two  blanks "]],
            "relatedParty": [["id": "42", "role": "customer", "@referredType": "Individual"]],
        ])
    static let shelf = ResourceDescription(Shelf.self, basePath: "house/")
    static let badge = ResourceDescription(Badge.self, version: "1.0", basePath: "/house")
    static let reading = ResourceDescription(Reading.self, basePath: "/house")
    static let customerV5 = ResourceDescription(
        V5.Customer.self, api: "TMF629", version: "5.0.0", basePath: "/tmf-api/customerManagement/v5",
        sample: ["title": "Customer"], richSample: ["status": "Approved"])
}
