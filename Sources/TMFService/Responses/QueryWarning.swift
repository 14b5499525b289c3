import TMFJSON

/// The texts of `Warning` header fields with code 299, a persistent warning (RFC 7234 section 5.5).
enum QueryWarning {
    /// The maximum number of names in a warning.
    private static let most = 10

    /// Returns a warning about attributes that the model does not have.
    static func unknownAttributes(_ names: [String]) -> String {
        value("unknown attributes: " + list(names.map { encoded($0) }))
    }

    /// Returns a warning about resources for which a query exceeds its limit of work.
    static func tooMuchWork(on ids: [String]) -> String {
        value("too much work to query these resources: " + list(ids.map { encoded($0) }))
    }

    private static func value(_ text: String) -> String { "299 - \"\(text)\"" }

    private static func list(_ names: [String]) -> String {
        names.prefix(most).joined(separator: ", ") + (names.count > most ? " and \(names.count - most) more" : "")
    }

    /// Returns a name in visible ASCII, with the characters encoded that would end the text.
    private static func encoded(_ name: String) -> String {
        PercentEncoding.encoded(String(name.prefix(200)), keeping: "@$[]()?!:*'=<>/")
    }
}
