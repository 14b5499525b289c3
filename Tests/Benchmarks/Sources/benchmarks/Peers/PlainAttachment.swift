/// An `AttachmentRefOrValue` as plain synthesized `Codable`: dates are strings, and unknown members are dropped.
struct PlainAttachment: Codable {
    var id: String?
    var href: String?
    var attachmentType: String?
    var content: String?
    var description: String?
    var mimeType: String?
    var name: String?
    var url: String?
    var size: PlainQuantity?
    var validFor: PlainTimePeriod?
    var baseType: String?
    var schemaLocation: String?
    var type: String?
    var referredType: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case href
        case attachmentType
        case content
        case description
        case mimeType
        case name
        case url
        case size
        case validFor
        case baseType = "@baseType"
        case schemaLocation = "@schemaLocation"
        case type = "@type"
        case referredType = "@referredType"
    }
}
