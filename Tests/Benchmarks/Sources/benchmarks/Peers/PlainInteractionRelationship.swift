/// An `InteractionRelationship` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainInteractionRelationship: Codable {
    var id: String?
    var href: String?
    var relationshipType: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case href
        case relationshipType
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
    }
}
