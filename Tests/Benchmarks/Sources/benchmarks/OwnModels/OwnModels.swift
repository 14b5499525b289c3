import TMFJSON
import TMFModels

// The definitions of an interaction as a user of the library writes them, in a module of its own, to be timed against
// those of the library.

struct OwnPartyInteraction: Model {
    var id: String?
    var href: String?
    var creationDate: Timestamp?
    var description: String?
    var direction: OwnInteractionDirection?
    var reason: String?
    var status: OwnPartyInteractionStatus?
    var statusChangeDate: Timestamp?
    var attachment: [OwnAttachmentRefOrValue] = []
    var channel: [OwnRelatedChannel] = []
    var interactionDate: OwnTimePeriod?
    var interactionItem: [OwnInteractionItem] = []
    var interactionRelationship: [OwnInteractionRelationship] = []
    var note: [OwnNote] = []
    var relatedParty: [OwnRelatedParty] = []
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnPartyInteraction.id, .setByServer)
        let href = Attribute("href", \OwnPartyInteraction.href, .setByServer)
        let creationDate = Attribute("creationDate", \OwnPartyInteraction.creationDate)
        let description = Attribute("description", \OwnPartyInteraction.description)
        let direction = Attribute("direction", \OwnPartyInteraction.direction, [.mandatory, .notPatchable])
        let reason = Attribute("reason", \OwnPartyInteraction.reason, .mandatory)
        let status = Attribute("status", \OwnPartyInteraction.status, .mandatoryInSpecification)
        let statusChangeDate = Attribute("statusChangeDate", \OwnPartyInteraction.statusChangeDate)
        let attachment = Attribute("attachment", \OwnPartyInteraction.attachment)
        let channel = Attribute("channel", \OwnPartyInteraction.channel, .mandatory)
        let interactionDate = Attribute(
            "interactionDate", \OwnPartyInteraction.interactionDate, .mandatoryInSpecification)
        let interactionItem = Attribute("interactionItem", \OwnPartyInteraction.interactionItem)
        let interactionRelationship = Attribute(
            "interactionRelationship", \OwnPartyInteraction.interactionRelationship)
        let note = Attribute("note", \OwnPartyInteraction.note)
        let relatedParty = Attribute(
            "relatedParty", \OwnPartyInteraction.relatedParty, refinements: ["href": .mandatoryInSpecification])
        let baseType = Attribute("@baseType", \OwnPartyInteraction.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnPartyInteraction.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnPartyInteraction.type)
    }
    static let typeName = "PartyInteraction"
    static let attributes = AttributeSet<OwnPartyInteraction>(Attributes())
}

struct OwnInteractionItem: Model {
    var id: String?
    var creationDate: Timestamp?
    var reason: String?
    var resolution: String?
    var attachment: [OwnAttachmentRefOrValue] = []
    var channel: [OwnRelatedChannel] = []
    var item: OwnRelatedEntityRefOrValue?
    var itemDate: OwnTimePeriod?
    var note: [OwnNote] = []
    var relatedParty: [OwnRelatedParty] = []
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnInteractionItem.id)
        let creationDate = Attribute("creationDate", \OwnInteractionItem.creationDate)
        let reason = Attribute("reason", \OwnInteractionItem.reason)
        let resolution = Attribute("resolution", \OwnInteractionItem.resolution)
        let attachment = Attribute("attachment", \OwnInteractionItem.attachment)
        let channel = Attribute("channel", \OwnInteractionItem.channel)
        let item = Attribute("item", \OwnInteractionItem.item)
        let itemDate = Attribute("itemDate", \OwnInteractionItem.itemDate)
        let note = Attribute("note", \OwnInteractionItem.note)
        let relatedParty = Attribute(
            "relatedParty", \OwnInteractionItem.relatedParty, refinements: ["href": .mandatoryInSpecification])
        let baseType = Attribute("@baseType", \OwnInteractionItem.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnInteractionItem.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnInteractionItem.type)
    }
    static let typeName = "InteractionItem"
    static let attributes = AttributeSet<OwnInteractionItem>(Attributes())
}

struct OwnInteractionRelationship: Model {
    var id: String?
    var href: String?
    var relationshipType: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnInteractionRelationship.id)
        let href = Attribute("href", \OwnInteractionRelationship.href)
        let relationshipType = Attribute("relationshipType", \OwnInteractionRelationship.relationshipType)
        let baseType = Attribute("@baseType", \OwnInteractionRelationship.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnInteractionRelationship.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnInteractionRelationship.type)
    }
    static let typeName = "InteractionRelationship"
    static let attributes = AttributeSet<OwnInteractionRelationship>(Attributes())
}

struct OwnRelatedChannel: Model {
    var id: String?
    var href: String?
    var name: String?
    var role: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnRelatedChannel.id, .mandatory)
        let href = Attribute("href", \OwnRelatedChannel.href, .mandatoryInSpecification)
        let name = Attribute("name", \OwnRelatedChannel.name)
        let role = Attribute("role", \OwnRelatedChannel.role)
        let baseType = Attribute("@baseType", \OwnRelatedChannel.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnRelatedChannel.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnRelatedChannel.type)
        let referredType = Attribute("@referredType", \OwnRelatedChannel.referredType)
    }
    static let typeName = "RelatedChannel"
    static let attributes = AttributeSet<OwnRelatedChannel>(Attributes())
}

struct OwnAttachmentRefOrValue: Model {
    var id: String?
    var href: String?
    var attachmentType: String?
    var content: String?
    var description: String?
    var mimeType: String?
    var name: String?
    var url: String?
    var size: OwnQuantity?
    var validFor: OwnTimePeriod?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnAttachmentRefOrValue.id)
        let href = Attribute("href", \OwnAttachmentRefOrValue.href)
        let attachmentType = Attribute("attachmentType", \OwnAttachmentRefOrValue.attachmentType)
        let content = Attribute("content", \OwnAttachmentRefOrValue.content)
        let description = Attribute("description", \OwnAttachmentRefOrValue.description)
        let mimeType = Attribute("mimeType", \OwnAttachmentRefOrValue.mimeType)
        let name = Attribute("name", \OwnAttachmentRefOrValue.name)
        let url = Attribute("url", \OwnAttachmentRefOrValue.url)
        let size = Attribute("size", \OwnAttachmentRefOrValue.size)
        let validFor = Attribute("validFor", \OwnAttachmentRefOrValue.validFor)
        let baseType = Attribute("@baseType", \OwnAttachmentRefOrValue.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnAttachmentRefOrValue.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnAttachmentRefOrValue.type)
        let referredType = Attribute("@referredType", \OwnAttachmentRefOrValue.referredType)
    }
    static let typeName = "AttachmentRefOrValue"
    static let attributes = AttributeSet<OwnAttachmentRefOrValue>(Attributes())
}

struct OwnQuantity: Model {
    var amount: JSONNumber?
    var units: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let amount = Attribute("amount", \OwnQuantity.amount)
        let units = Attribute("units", \OwnQuantity.units)
    }
    static let typeName = "Quantity"
    static let attributes = AttributeSet<OwnQuantity>(Attributes())
}

struct OwnNote: Model {
    var id: String?
    var author: String?
    var date: Timestamp?
    var text: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnNote.id)
        let author = Attribute("author", \OwnNote.author)
        let date = Attribute("date", \OwnNote.date)
        let text = Attribute("text", \OwnNote.text)
        let baseType = Attribute("@baseType", \OwnNote.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnNote.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnNote.type)
    }
    static let typeName = "Note"
    static let attributes = AttributeSet<OwnNote>(Attributes())
}

struct OwnRelatedParty: Model {
    var id: String?
    var href: String?
    var name: String?
    var role: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnRelatedParty.id, .mandatory)
        let href = Attribute("href", \OwnRelatedParty.href)
        let name = Attribute("name", \OwnRelatedParty.name)
        let role = Attribute("role", \OwnRelatedParty.role)
        let baseType = Attribute("@baseType", \OwnRelatedParty.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnRelatedParty.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnRelatedParty.type)
        let referredType = Attribute("@referredType", \OwnRelatedParty.referredType, .mandatory)
    }
    static let typeName = "RelatedParty"
    static let attributes = AttributeSet<OwnRelatedParty>(Attributes())
}

struct OwnTimePeriod: Model {
    var startDateTime: Timestamp?
    var endDateTime: Timestamp?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let startDateTime = Attribute("startDateTime", \OwnTimePeriod.startDateTime)
        let endDateTime = Attribute("endDateTime", \OwnTimePeriod.endDateTime)
    }
    static let typeName = "TimePeriod"
    static let attributes = AttributeSet<OwnTimePeriod>(Attributes())
}

struct OwnRelatedEntityRefOrValue: Model {
    var id: String?
    var href: String?
    var name: String?
    var role: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnRelatedEntityRefOrValue.id)
        let href = Attribute("href", \OwnRelatedEntityRefOrValue.href)
        let name = Attribute("name", \OwnRelatedEntityRefOrValue.name)
        let role = Attribute("role", \OwnRelatedEntityRefOrValue.role, .mandatory)
        let baseType = Attribute("@baseType", \OwnRelatedEntityRefOrValue.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnRelatedEntityRefOrValue.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnRelatedEntityRefOrValue.type)
        let referredType = Attribute("@referredType", \OwnRelatedEntityRefOrValue.referredType)
    }
    static let typeName = "RelatedEntityRefOrValue"
    static let attributes = AttributeSet<OwnRelatedEntityRefOrValue>(Attributes())
}

struct OwnEntityValue: Model {
    var id: String?
    var href: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \OwnEntityValue.id)
        let href = Attribute("href", \OwnEntityValue.href)
        let baseType = Attribute("@baseType", \OwnEntityValue.baseType)
        let schemaLocation = Attribute("@schemaLocation", \OwnEntityValue.schemaLocation, type: .uri)
        let type = Attribute("@type", \OwnEntityValue.type)
    }
    static let typeName = "EntityValue"
    static let attributes = AttributeSet<OwnEntityValue>(Attributes())
}

struct OwnPartyInteractionStatus: OpenValue {
    var rawValue: String
}

struct OwnInteractionDirection: OpenValue {
    var rawValue: String
}
