import TMFJSON

/// The operand of a comparison, with all that can be worked out about it beforehand.
struct ScalarOperand: Sendable {
    private let operand: FilterOperand
    private let bytes: [UInt8]
    private let number: JSONNumber?
    private let decimal: ShortDecimal?
    private let instant: RFC3339.Instant?

    init(_ operand: FilterOperand) {
        self.operand = operand
        let text: String
        switch operand {
        case .text(let value):
            text = value
            number = JSONNumber(value)
            instant = RFC3339.parse(value)
        case .number(let value):
            text = value.text
            number = value
            instant = nil
        case .bool(let value):
            text = value ? "true" : "false"
            (number, instant) = (nil, nil)
        case .null:
            text = ""
            (number, instant) = (nil, nil)
        }
        let bytes = Array(text.utf8)
        self.bytes = bytes
        decimal = number == nil ? nil : ShortDecimal(bytes.span, from: 0, to: bytes.count)
    }

    /// Whether a value, which is no array, stands in a relation to the operand.
    func holds(_ sign: PathOperator, _ token: JSONToken, _ text: Span<UInt8>) -> Bool {
        if token.isKind(JSONToken.Code.string) {
            if token.flag {
                let unescaped = Array(JSONText.string(token, in: text).utf8)
                return holds(sign, string: unescaped.span, from: 0, to: unescaped.count)
            }
            return holds(sign, string: text, from: token.offset, to: token.offset + token.length)
        }
        if token.isKind(JSONToken.Code.number) {
            return holds(sign, number: text, from: token.offset, to: token.offset + token.length)
        }
        if token.isKind(JSONToken.Code.bool) {
            guard sign == .equal else { return false }
            switch operand {
            case .text, .bool: return JSONText.equal(token, bytes, in: text)
            case .number, .null: return false
            }
        }
        return operand == .null && token.kind == .null && sign == .equal
    }

    private func holds(_ sign: PathOperator, number text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard let number else { return false }
        if let decimal, let found = ShortDecimal(text, from: start, to: end), let order = found.compared(to: decimal) {
            return sign.holds(order)
        }
        guard let found = JSONNumber(JSONText.string(text.extracting(start..<end))) else { return false }
        return sign.holds(found < number ? -1 : found == number ? 0 : 1)
    }

    private func holds(_ sign: PathOperator, string text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        switch operand {
        case .null: return false
        case .bool: return sign == .equal && order(text, start, end) == 0
        case .number:
            // Only a string that is a number as a whole compares with one.
            guard JSONNumber(JSONText.string(text.extracting(start..<end))) != nil else { return false }
            return holds(sign, number: text, from: start, to: end)
        case .text:
            if let instant {
                guard let found = RFC3339.parse(text, from: start, to: end) else {
                    return sign.holds(order(text, start, end))
                }
                return found.holds(sign, instant)
            }
            let order = order(text, start, end)
            if sign == .equal { return order == 0 }
            // A date has no order to a text that is none.
            return sign.holds(order) && RFC3339.parse(text, from: start, to: end) == nil
        }
    }

    /// The order of a text to the operand's, byte by byte, which for UTF-8 is that of the code points.
    private func order(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        let length = end - start
        let operand = bytes.span
        let common = min(length, operand.count)
        for position in 0..<common where text[start + position] != operand[position] {
            return text[start + position] < operand[position] ? -1 : 1
        }
        return length < operand.count ? -1 : length == operand.count ? 0 : 1
    }
}

extension PathOperator {
    /// Whether the relation holds for two values of which the first is less (-1), equal (0) or greater (1).
    fileprivate func holds(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}
