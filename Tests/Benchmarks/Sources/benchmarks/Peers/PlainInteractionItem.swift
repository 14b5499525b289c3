/// An `InteractionItem` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainInteractionItem: Codable {
    var id: String?
    var creationDate: String?
    var reason: String?
    var resolution: String?
    var attachment: [PlainAttachment]?
    var channel: [PlainRelatedChannel]?
    var item: PlainRelatedEntity?
    var itemDate: PlainTimePeriod?
    var note: [PlainNote]?
    var relatedParty: [PlainRelatedParty]?
    var baseType: String?
    var schemaLocation: String?
    var type: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case creationDate
        case reason
        case resolution
        case attachment
        case channel
        case item
        case itemDate
        case note
        case relatedParty
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
    }
}
