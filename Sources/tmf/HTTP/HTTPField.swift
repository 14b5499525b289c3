import TMForum

/// Header fields of requests: how they are written, and which can be sent.
enum HTTPField {
    /// The fields that frame a message, which only what sends it can know.
    private static let framing = ["connection", "content-length", "expect", "transfer-encoding", "upgrade"]

    /// Reads `NAME: VALUE`.
    static func parse(_ text: String) -> APIHeaders.Field? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let value = text[text.index(after: colon)...].drop { isBlank($0) }
        let trimmed = String(value.reversed().drop { isBlank($0) }.reversed())
        return APIHeaders.Field(name: String(text[..<colon]), value: trimmed)
    }

    /// Why a field cannot be sent (RFC 9110 section 5), or `nil` if it can.
    static func problem(with field: APIHeaders.Field) -> String? {
        guard isName(field.name) else {
            return "'\(field.name)' is no name of a header field"
        }
        guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            return "the value of header field '\(field.name)' has control characters"
        }
        return framing.contains(field.name.lowercased()) ? "header field '\(field.name)' cannot be set" : nil
    }

    /// Whether a text can be the name of a field.
    static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { isOfToken($0) } }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
