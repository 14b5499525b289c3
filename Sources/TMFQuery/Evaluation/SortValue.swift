import TMFJSON

/// A sort value, in a form that nearly always decides without examining the document.
struct SortValue {
    /// The kinds in their order; values of the same kind are compared by ``high`` and then ``low``.
    enum Rank: UInt8 {
        case bool
        case number
        case instant
        case text
        case missing
    }

    static let missing = SortValue(rank: .missing, high: 0, low: 0, index: 0, isExact: true)

    private let rank: Rank
    private let high: Int64
    private let low: Int64
    /// The position of the value on the tape.
    private let index: Int
    /// A Boolean value that indicates whether equal ``high`` and ``low`` mean equal values.
    private let isExact: Bool

    private init(rank: Rank, high: Int64, low: Int64, index: Int, isExact: Bool) {
        (self.rank, self.high, self.low) = (rank, high, low)
        (self.index, self.isExact) = (index, isExact)
    }

    /// Creates the sort value of a token, or returns `nil` for a token that has no order.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - index: The position of the token on the tape.
    ///   - text: The text of the document.
    ///   - isNumeric: Whether a string that contains a number counts as a number.
    init?(_ token: JSONToken, _ index: Int, _ text: Span<UInt8>, isNumeric: Bool) {
        switch token.kind {
        case .bool: self.init(rank: .bool, high: token.flag ? 1 : 0, low: 0, index: index, isExact: true)
        case .number:
            self.init(JSONNumber(token, in: text), index)
        case .string where token.flag:
            let unescaped = JSONText.string(token, in: text)
            if isNumeric, let number = JSONNumber(unescaped) {
                self.init(number, index)
            } else {
                let bytes = Array(unescaped.utf8)
                self.init(string: bytes.span, from: 0, to: bytes.count, index)
            }
        case .string where isNumeric && JSONNumber.isNumber(text, from: token.offset, to: token.offset + token.length):
            self.init(JSONNumber(token, in: text), index)
        case .string: self.init(string: text, from: token.offset, to: token.offset + token.length, index)
        case .null, .array, .object: return nil
        }
    }

    private init(_ number: JSONNumber, _ index: Int) {
        // A number with so few digits converts exactly to a double.
        let isExact = number.text.utf8.count <= 15 && !number.text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
        self.init(rank: .number, high: Self.key(number), low: 0, index: index, isExact: isExact)
    }

    private init(string text: Span<UInt8>, from start: Int, to end: Int, _ index: Int) {
        if let instant = RFC3339.parse(text, from: start, to: end, assumesUTC: true) {
            self.init(
                rank: .instant, high: instant.seconds, low: Int64(instant.nanoseconds), index: index, isExact: true)
        } else {
            self.init(
                rank: .text, high: Self.key(text, start, end), low: Self.key(text, start + 8, end), index: index,
                isExact: false)
        }
    }

    /// Returns an integer that ascends with the numbers; close numbers share one.
    private static func key(_ number: JSONNumber) -> Int64 {
        let double = number.doubleValue ?? (number.text.hasPrefix("-") ? -.infinity : .infinity)
        let bits = Int64(bitPattern: (double == 0 ? 0 : double).bitPattern)
        return bits < 0 ? .min &- bits : bits
    }

    /// Returns the next eight bytes as an integer that ascends with the texts.
    private static func key(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int64 {
        var key: UInt64 = 0
        for offset in 0..<8 {
            key = key << 8 | (start + offset < end ? UInt64(text[start + offset]) : 0)
        }
        return Int64(bitPattern: key ^ (1 << 63))
    }

    /// Returns the order relative to another value (negative, zero or positive), or `nil` if the documents must be
    /// examined.
    func quickOrder(to other: SortValue, isDescending: Bool) -> Int? {
        if rank != other.rank {
            // A missing value comes last in both directions.
            if rank == .missing || other.rank == .missing { return rank == .missing ? 1 : -1 }
            return (rank.rawValue < other.rank.rawValue) != isDescending ? -1 : 1
        }
        if high != other.high { return (high < other.high) != isDescending ? -1 : 1 }
        if low != other.low { return (low < other.low) != isDescending ? -1 : 1 }
        return nil
    }

    /// Returns the order relative to a value of another document.
    ///
    /// - Parameters:
    ///   - other: The other value.
    ///   - document: The document of this value.
    ///   - otherDocument: The document of the other value.
    ///   - isDescending: Whether the greater value comes first.
    ///   - steps: A closure that receives the cost of the comparison.
    /// - Returns: The order: negative, zero or positive.
    func order(
        to other: SortValue, _ document: JSONDocument, _ otherDocument: JSONDocument, isDescending: Bool,
        _ steps: inout Int
    ) -> Int {
        if let order = quickOrder(to: other, isDescending: isDescending) { return order }
        if isExact, other.isExact { return 0 }
        let (token, otherToken) = (document.token(at: index), otherDocument.token(at: other.index))
        let order: Int
        if rank == .number {
            steps += 64 + token.length + otherToken.length
            let (first, second) = (document.number(at: index), otherDocument.number(at: other.index))
            order = first < second ? -1 : first == second ? 0 : 1
        } else if !token.flag, !otherToken.flag {
            let count = min(token.length, otherToken.length)
            let same = document.bytes.span.commonPrefix(
                from: token.offset, otherDocument.bytes.span, from: otherToken.offset, count: count)
            steps += 2 + same / 16
            order =
                same < count
                ? (document.bytes[token.offset + same] < otherDocument.bytes[otherToken.offset + same] ? -1 : 1)
                : token.length < otherToken.length ? -1 : token.length == otherToken.length ? 0 : 1
        } else {
            steps += 8 + (token.length + otherToken.length) / 4
            let (first, second) = (document.string(at: index), otherDocument.string(at: other.index))
            order = JSONText.precedes(first, second) ? -1 : JSONText.precedes(second, first) ? 1 : 0
        }
        return isDescending ? -order : order
    }
}

extension Span where Element == UInt8 {
    /// Returns the number of equal bytes at the start of two ranges.
    fileprivate func commonPrefix(from start: Int, _ other: Span<UInt8>, from otherStart: Int, count: Int) -> Int {
        var same = 0
        while same < count, self[start + same] == other[otherStart + same] { same += 1 }
        return same
    }
}
