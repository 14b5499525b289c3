import TMForum

/// Reads and checks the header fields of requests.
enum HTTPField {
    /// The reason why a field cannot be sent.
    struct Failure: Error, Hashable, CustomStringConvertible {
        var description: String
    }

    /// The fields that frame a message, which only the sender of the message may set.
    private static let framing: Set<APIHeaders.Name> = [
        .connection, .contentLength, .expect, .transferEncoding, .upgrade,
    ]

    /// Splits `NAME: VALUE` into its parts.
    static func parts(of text: String) -> (name: String, value: String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        return (String(text[..<colon]), String(String(text[text.index(after: colon)...]).trimmed))
    }

    /// Creates a field from a name and a value.
    ///
    /// - Throws: ``Failure`` if the field is malformed or cannot be sent.
    static func field(_ name: String, _ value: String) throws(Failure) -> APIHeaders.Field {
        guard let checked = APIHeaders.Name(name) else {
            throw Failure(description: "'\(name)' is not a valid header field name")
        }
        guard !hasControls(value) else { throw controls(name) }
        let field = APIHeaders.Field(name: checked, value: value)
        try check(field)
        return field
    }

    /// Throws if a field cannot be sent (RFC 9110 section 5).
    static func check(_ field: APIHeaders.Field) throws(Failure) {
        guard !hasControls(field.value) else { throw controls(field.name.text) }
        guard !framing.contains(field.name) else {
            throw Failure(description: "header field '\(field.name)' cannot be set")
        }
    }

    private static func hasControls(_ text: String) -> Bool {
        text.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
    }

    private static func controls(_ name: String) -> Failure {
        Failure(description: "the value of header field '\(name)' has control characters")
    }
}
