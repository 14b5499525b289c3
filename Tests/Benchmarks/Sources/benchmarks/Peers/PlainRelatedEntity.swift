/// A `RelatedEntityRefOrValue` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainRelatedEntity: Codable {
    var id: String?
    var href: String?
    var name: String?
    var role: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case href
        case name
        case role
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
        case referredType = "@referredType"
    }
}
