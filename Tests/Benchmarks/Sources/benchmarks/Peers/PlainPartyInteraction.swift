/// A TMF683 `PartyInteraction` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainPartyInteraction: Codable {
    var id: String?
    var href: String?
    var creationDate: String?
    var description: String?
    var direction: String?
    var reason: String?
    var status: String?
    var statusChangeDate: String?
    var attachment: [PlainAttachment]?
    var channel: [PlainRelatedChannel]?
    var interactionDate: PlainTimePeriod?
    var interactionItem: [PlainInteractionItem]?
    var interactionRelationship: [PlainInteractionRelationship]?
    var note: [PlainNote]?
    var relatedParty: [PlainRelatedParty]?
    var baseType: String?
    var schemaLocation: String?
    var type: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case href
        case creationDate
        case description
        case direction
        case reason
        case status
        case statusChangeDate
        case attachment
        case channel
        case interactionDate
        case interactionItem
        case interactionRelationship
        case note
        case relatedParty
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
    }
}
