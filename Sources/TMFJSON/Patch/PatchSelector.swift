/// A condition on the elements that the pointer of a patch query passes through, such as `note.author=Jane`.
struct PatchSelector: Sendable, Hashable {
    /// The names that lead to the compared value.
    var names: JSONPointer
    /// A Boolean value that indicates whether the names start at the nearest array rather than at the root.
    var isRelative: Bool
    /// The text to compare with.
    var value: String
    /// The number that the text represents, if any.
    var number: JSONNumber?

    /// Parses a selector.
    ///
    /// A name with slashes is a pointer. A name with dots starts at the root if it begins as the pointer does.
    init(_ text: Substring, of pointer: JSONPointer) throws(PatchFailure) {
        guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")),
            let name = PercentEncoding.decoded(text[..<sign]), !name.isEmpty,
            let value = PercentEncoding.decoded(text[text.utf8.index(after: sign)...])
        else { throw PatchFailure(.invalidSelector) }
        if name.utf8.first == UInt8(ascii: "/") {
            guard let names = try? JSONPointer(name) else { throw PatchFailure(.invalidSelector) }
            self.names = names
            isRelative = false
        } else {
            let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard let first = parts.first, parts.allSatisfy({ !$0.isEmpty }) else {
                throw PatchFailure(.invalidSelector)
            }
            names = JSONPointer(tokens: parts)
            isRelative = !(pointer.tokens.first.map { JSONText.equal($0, first) } ?? false)
        }
        self.value = value
        number = JSONNumber(value)
    }

    /// The number of nodes that a comparison with a value counts as, in addition to one.
    func cost(of found: JSONValue) -> Int {
        switch found {
        case .string(let text): text.utf8.count == value.utf8.count ? value.utf8.count / 64 : 0
        // Both numbers are examined digit by digit.
        case .number(let found): number == nil ? 0 : (found.text.utf8.count + value.utf8.count) / 16
        case .null, .bool, .array, .object: 0
        }
    }

    /// Returns whether a value equals the selector's value, as text or as a number.
    func equals(_ found: JSONValue) -> Bool {
        switch found {
        case .string(let text): JSONText.equal(text, value)
        case .number(let found): number.map { $0 == found } ?? false
        case .bool(let flag): JSONText.equal(value, flag ? "true" : "false")
        case .null, .array, .object: false
        }
    }
}
