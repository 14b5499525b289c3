import TMFJSON

/// The JSON type and the form that an attribute requires of a value, or of each element of an array.
enum ValueForm: Sendable {
    case string, dateTime, uri, number, integer, boolean, any, object

    init(_ type: AttributeType) {
        switch type {
        case .string: self = .string
        case .dateTime: self = .dateTime
        case .uri: self = .uri
        case .number: self = .number
        case .integer: self = .integer
        case .boolean: self = .boolean
        case .any: self = .any
        case .object, .map: self = .object
        }
    }

    /// The reason why a value does not have this form.
    enum Problem: Sendable {
        /// The value has another JSON type.
        case kind
        /// The value is a number with a fraction, but must be an integer.
        case fraction
        /// The value is a string with another form.
        case format
    }

    /// Returns the problem with the value at an index of a tape, or `nil` if the value has this form.
    @inline(__always)
    func problem(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ profile: ValidationProfile
    ) -> Problem? {
        let token = tape.token(at: index)
        switch self {
        case .string: return token.isKind(JSONToken.Code.string) ? nil : .kind
        case .object: return token.isKind(JSONToken.Code.object) ? nil : .kind
        case .boolean: return token.isKind(JSONToken.Code.bool) ? nil : .kind
        case .number: return token.isKind(JSONToken.Code.number) ? nil : .kind
        case .any: return nil
        case .integer:
            guard token.isKind(JSONToken.Code.number) else { return .kind }
            return Self.isInteger(token, in: text) ? nil : .fraction
        case .dateTime:
            guard token.isKind(JSONToken.Code.string) else { return .kind }
            return Self.instant(token, in: text) == nil ? .format : nil
        case .uri:
            guard token.isKind(JSONToken.Code.string) else { return .kind }
            return Self.isURIReference(token, in: text, profile) ? nil : .format
        }
    }

    /// The instant that a string token stands for, read in the same way as by ``Timestamp``.
    static func instant(_ token: JSONToken, in text: Span<UInt8>) -> RFC3339.Instant? {
        if token.flag { return RFC3339.parse(JSONText.string(token, in: text)) }
        return RFC3339.parse(text, from: token.offset, to: token.offset + token.length)
    }

    private static func isInteger(_ token: JSONToken, in text: Span<UInt8>) -> Bool {
        // A number without a point or an exponent, as nearly all are, need not be parsed further.
        let end = token.offset + token.length
        var offset = token.offset
        while offset < end, text[offset] == UInt8(ascii: "-") || text[offset].isDigit { offset += 1 }
        return offset == end || JSONNumber(token, in: text).isInteger
    }

    private static func isURIReference(
        _ token: JSONToken, in text: Span<UInt8>, _ profile: ValidationProfile
    ) -> Bool {
        // An empty reference is valid by the grammar, but refers to the document that contains it and so identifies
        // nothing.
        guard token.length > 0 else { return false }
        let allowsNonASCII = profile == .certification
        guard token.flag else {
            let part = text.extracting(token.offset..<token.offset + token.length)
            return URIReference.isValid(part, allowingNonASCII: allowsNonASCII)
        }
        let bytes = Array(JSONText.string(token, in: text).utf8)
        return URIReference.isValid(bytes.span, allowingNonASCII: allowsNonASCII)
    }
}
