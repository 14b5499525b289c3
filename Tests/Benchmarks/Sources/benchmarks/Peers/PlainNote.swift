/// A `Note` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainNote: Codable {
    var id: String?
    var author: String?
    var date: String?
    var text: String?
    var baseType: String?
    var schemaLocation: String?
    var type: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case author
        case date
        case text
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
    }
}
