import TMFJSON

/// The JSON type and the form that an attribute asks of a value, or of each element of an array.
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

    /// What is wrong with a value that has not this form.
    enum Problem: Sendable {
        /// It is of another JSON type.
        case kind
        /// It is a number with a fraction where none may be.
        case fraction
        /// It is a string of another form.
        case format
    }

    /// Returns what is wrong with the value at an index of a tape; `nil` if nothing is.
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

    /// The instant that a string token stands for, read as ``Timestamp`` does.
    static func instant(_ token: JSONToken, in text: Span<UInt8>) -> RFC3339.Instant? {
        if token.flag { return RFC3339.parse(JSONText.string(token, in: text)) }
        return RFC3339.parse(text, from: token.offset, to: token.offset + token.length)
    }

    private static func isInteger(_ token: JSONToken, in text: Span<UInt8>) -> Bool {
        // A number without a point and an exponent, which nearly all are, need not be taken apart.
        let end = token.offset + token.length
        var offset = token.offset
        while offset < end, text[offset] == UInt8(ascii: "-") || text[offset].isDigit { offset += 1 }
        return offset == end || JSONNumber(token, in: text).isInteger
    }

    private static func isURIReference(
        _ token: JSONToken, in text: Span<UInt8>, _ profile: ValidationProfile
    ) -> Bool {
        // By the grammar it refers to the document that it stands in, which says nothing of where something is.
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
