import TMFJSON

/// The texts of `Warning` header fields, in the form of RFC 7234 section 5.5 with the code 299 of lasting warnings.
enum QueryWarning {
    /// How many names a warning has.
    private static let most = 10

    /// Attributes that the model does not have.
    static func unknownAttributes(_ names: [String]) -> String {
        value("unknown attributes: " + list(names.map { encoded($0) }))
    }

    /// Resources on which a query would take more work than it may on one.
    static func tooMuchWork(on ids: [String]) -> String {
        value("too much work to query these resources: " + list(ids.map { encoded($0) }))
    }

    private static func value(_ text: String) -> String { "299 - \"\(text)\"" }

    private static func list(_ names: [String]) -> String {
        names.prefix(most).joined(separator: ", ") + (names.count > most ? " and \(names.count - most) more" : "")
    }

    /// A name in visible ASCII, without what ends the text.
    private static func encoded(_ name: String) -> String {
        PercentEncoding.encoded(String(name.prefix(200)), keeping: "@$[]()?!:*'=<>/")
    }
}
