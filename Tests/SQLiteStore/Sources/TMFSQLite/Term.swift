import TMForum

/// A value of a resource, where it can be found in the order of its kind.
struct Term: Hashable {
    /// The kinds of values, in the order in which resources are sorted by them.
    enum Kind: Int64 {
        case bool = 1
        case number
        case instant
        case text
        /// A text that is a number, as that number.
        case numericText
        /// That the resource has several values.
        case several
    }

    /// The number of bytes by which texts are told apart.
    private static let textLength = 100

    /// The place of the path among those that are indexed.
    var path: Int
    var kind: Kind
    var value: SQLiteValue

    /// Returns the terms of a resource.
    static func terms(of document: JSONDocument, _ paths: [FieldPath]) -> Set<Term> {
        var terms: Set<Term> = []
        for (path, names) in paths.enumerated() {
            var count = 0
            forEachValue(in: document.root, names.names[...]) { element in
                count += 1
                if let value = element.boolValue {
                    terms.insert(Term(path: path, kind: .bool, value: .integer(value ? 1 : 0)))
                } else if let number = element.numberValue {
                    terms.insert(Term(path: path, kind: .number, value: value(of: number)))
                } else if let text = element.stringValue {
                    if let instant = instant(text) {
                        terms.insert(Term(path: path, kind: .instant, value: .integer(instant)))
                    } else {
                        terms.insert(Term(path: path, kind: .text, value: value(of: text)))
                    }
                    if let number = JSONNumber(text) {
                        terms.insert(Term(path: path, kind: .numericText, value: value(of: number)))
                    }
                }
            }
            if count > 1 { terms.insert(Term(path: path, kind: .several, value: .integer(0))) }
        }
        return terms
    }

    /// Calls a function for every value that names lead to, through arrays and to their elements.
    private static func forEachValue(
        in element: JSONElement, _ names: ArraySlice<String>, _ body: (JSONElement) -> Void
    ) {
        switch element.kind {
        case .array: for element in element.elements { forEachValue(in: element, names, body) }
        case .object:
            guard let name = names.first, let member = element[name] else { return }
            forEachValue(in: member, names.dropFirst(), body)
        case .string, .number, .bool, .null: if names.isEmpty { body(element) }
        }
    }

    // MARK: - Values that keep the order

    /// The nearest number that SQLite can hold: what is less stays less or becomes equal.
    static func value(of number: JSONNumber) -> SQLiteValue {
        .real(number.doubleValue ?? (number.text.hasPrefix("-") ? -.infinity : .infinity))
    }

    /// The beginning of a text.
    static func value(of text: String) -> SQLiteValue { .bytes(Array(text.utf8.prefix(textLength))) }

    /// The second of a date-time or date, in UTC where a text does not say, or `nil` if it is none.
    static func instant(_ text: String) -> Int64? {
        (try? Timestamp(text))?.secondsSince1970 ?? (try? Timestamp(text + "Z"))?.secondsSince1970
    }
}
