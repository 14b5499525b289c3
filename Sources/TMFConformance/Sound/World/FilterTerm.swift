import TMFJSON

/// The text of a filter on one attribute.
enum FilterTerm {
    /// Returns a filter, encoding a value of plain characters as the kit does, and others as required.
    static func text(_ name: String, _ value: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~ :/@".utf8)
        let isPlain = value.utf8.allSatisfy { plain.contains($0) }
        let name = PercentEncoding.encoded(name, keeping: "@")
        return name + "=" + (isPlain ? URLEncoding.encoded(value) : PercentEncoding.encoded(value))
    }

    /// Returns the text of a value in a query string before encoding, or `nil` if the value has none.
    static func scalar(_ element: JSONElement) -> String? {
        switch element.kind {
        case .string: element.stringValue
        case .number: element.numberValue?.text
        case .bool: element.boolValue.map { $0 ? "true" : "false" }
        case .null, .array, .object: nil
        }
    }
}
