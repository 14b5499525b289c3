import TMFJSON

/// The operand of a comparison, with everything that can be computed in advance, as plain numbers.
struct ScalarOperand: Sendable {
    private enum Kind {
        case text
        case number
        case bool
        case null
    }

    private let kind: Kind
    private let text: NamePool.Text
    private let isNumber: Bool
    private let decimal: ShortDecimal?
    private let instant: RFC3339.Instant?

    init(_ operand: FilterOperand, _ pool: inout NamePool) {
        let text: String
        switch operand {
        case .text(let value): (kind, text) = (.text, value)
        case .number(let value): (kind, text) = (.number, value.text)
        case .bool(let value): (kind, text) = (.bool, value ? "true" : "false")
        case .null: (kind, text) = (.null, "")
        }
        self.text = pool.add(text)
        isNumber = JSONNumber(text) != nil
        let bytes = Array(text.utf8)
        decimal = isNumber ? ShortDecimal(bytes.span, from: 0, to: bytes.count) : nil
        instant = kind == .text ? RFC3339.parse(text, assumesUTC: true) : nil
    }

    /// Returns whether a value that is not an array has the given relation to the operand.
    ///
    /// The cost of anything beyond a comparison of short values is subtracted from the work.
    func holds(
        _ sign: PathOperator, _ token: JSONToken, _ document: Span<UInt8>, _ pool: borrowing NamePool,
        _ work: inout Int
    ) -> Bool {
        if token.isKind(JSONToken.Code.string) {
            work &-= token.length >> 8
            if token.flag { return holds(sign, escaped: token, document, pool, &work) }
            return holds(sign, string: document, from: token.offset, to: token.offset + token.length, pool, &work)
        }
        if token.isKind(JSONToken.Code.number) {
            return holds(sign, number: document, from: token.offset, to: token.offset + token.length, pool, &work)
        }
        guard sign == .equal else { return false }
        if token.isKind(JSONToken.Code.bool) {
            return (kind == .text || kind == .bool)
                && pool.order(document, token.offset, token.offset + token.length, to: text) == 0
        }
        return kind == .null && token.kind == .null
    }

    @inline(never)
    private func holds(
        _ sign: PathOperator, escaped token: JSONToken, _ document: Span<UInt8>, _ pool: borrowing NamePool,
        _ work: inout Int
    ) -> Bool {
        work &-= token.length >> 3
        let unescaped = Array(JSONText.string(token, in: document).utf8)
        return holds(sign, string: unescaped.span, from: 0, to: unescaped.count, pool, &work)
    }

    private func holds(
        _ sign: PathOperator, number document: Span<UInt8>, from start: Int, to end: Int, _ pool: borrowing NamePool,
        _ work: inout Int
    ) -> Bool {
        guard isNumber else { return false }
        if let decimal, let found = ShortDecimal(document, from: start, to: end),
            let order = found.compared(to: decimal)
        {
            return sign.holds(order)
        }
        // Both numbers are examined digit by digit.
        work &-= 256 &+ end &- start &+ text.count
        let bytes = pool.bytes.span.extracting(text.start..<text.start + text.count)
        guard let found = JSONNumber(JSONText.string(document.extracting(start..<end))),
            let number = JSONNumber(JSONText.string(bytes))
        else { return false }
        return sign.holds(found < number ? -1 : found == number ? 0 : 1)
    }

    private func holds(
        _ sign: PathOperator, string document: Span<UInt8>, from start: Int, to end: Int, _ pool: borrowing NamePool,
        _ work: inout Int
    ) -> Bool {
        switch kind {
        case .null: return false
        case .bool: return sign == .equal && pool.order(document, start, end, to: text) == 0
        case .number:
            // Only a string that is entirely a number compares with a number.
            if end - start > 32 { work &-= (end - start) >> 3 }
            guard JSONNumber.isNumber(document, from: start, to: end) else { return false }
            return holds(sign, number: document, from: start, to: end, pool, &work)
        case .text:
            if let instant {
                guard let found = RFC3339.parse(document, from: start, to: end, assumesUTC: true) else {
                    return sign.holds(pool.order(document, start, end, to: text))
                }
                return found.holds(sign, instant)
            }
            if sign == .equal {
                return end - start == text.count
                    && JSONText.equal(document, start, pool.bytes.span, text.start, count: text.count)
            }
            // A date and a text that is not a date have no order.
            return sign.holds(pool.order(document, start, end, to: text))
                && RFC3339.parse(document, from: start, to: end, assumesUTC: true) == nil
        }
    }
}

extension PathOperator {
    /// Returns whether the relation holds for two values, the first of which is less (-1), equal (0) or greater (1).
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
