import TMFJSON

/// The numbers that stand for values in indexes.
enum IndexKey {
    /// A part of all keys, the values of which have an order.
    struct Range: Sendable, Hashable {
        /// The least key.
        var lowerBound: UInt64
        /// The least key behind the range.
        var upperBound: UInt64

        /// The range of one key.
        init(_ key: UInt64) { self.init(lowerBound: key, upperBound: key + 1) }

        init(lowerBound: UInt64, upperBound: UInt64) {
            self.lowerBound = lowerBound
            self.upperBound = upperBound
        }

        /// Whether all values in the range share a key.
        var isOneKey: Bool { upperBound - lowerBound == 1 }

        func intersection(_ other: Range) -> Range {
            let lower = max(lowerBound, other.lowerBound)
            return Range(lowerBound: lower, upperBound: max(lower, min(upperBound, other.upperBound)))
        }
    }

    private static let hashMark: UInt64 = 1 << 63

    // MARK: - Equality

    /// The key of a text: the text itself if it is short, and otherwise a hash that nobody outside can foresee.
    static func text(_ text: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
        let count = end - start
        guard count > 7 else {
            var key = UInt64(count) << 56
            for offset in 0..<count { key |= UInt64(text[start + offset]) << (8 * UInt64(offset)) }
            return key
        }
        var hasher = Hasher()
        // Safety: the bytes are read while the span is borrowed.
        unsafe text.extracting(start..<end).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hash(hasher)
    }

    static func text(_ text: String) -> UInt64 {
        var text = text
        // Safety: the span ends with the call.
        return text.withUTF8 { unsafe self.text($0.span, from: 0, to: $0.count) }
    }

    /// The key of a number, the same for all its spellings: the number itself if it is an integer that is not negative, and
    /// otherwise a hash.
    static func number(_ text: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
        // Identifiers are often numbers of a few digits, and need not be taken apart at length.
        var integer = ShortDecimal(text, from: start, to: end)?.integer
        let number = integer == nil ? JSONNumber(JSONText.string(text.extracting(start..<end))) : nil
        integer = integer ?? number?.int64Value
        if let integer, integer >= 0 { return UInt64(integer) }
        var hasher = Hasher()
        if let integer { hasher.combine(integer) } else if let number { hasher.combine(number) }
        return hash(hasher)
    }

    static func number(_ number: JSONNumber) -> UInt64 {
        var text = number.text
        // Safety: the span ends with the call.
        return text.withUTF8 { unsafe self.number($0.span, from: 0, to: $0.count) }
    }

    /// The key of what a hasher was fed: after those of short texts and integers, and never the greatest, which ends ranges.
    private static func hash(_ hasher: consuming Hasher) -> UInt64 {
        min(UInt64(bitPattern: Int64(hasher.finalize())) | hashMark, .max - 1)
    }

    // MARK: - Order

    /// The units of eight nanoseconds in a second.
    private static let unitsPerSecond: UInt64 = 125_000_000
    /// The seconds from 0000-01-01T00:00:00Z, less the greatest offset, to 1970.
    private static let secondsBefore1970: Int64 = 62_167_219_200 + 86_400
    /// The seconds behind it that have keys: until the year 4683.
    private static let seconds = UInt64.max / unitsPerSecond - 1

    /// The key of an instant; `nil` if it has none of its own, as it is too far off or falls between two keys.
    static func instant(_ instant: RFC3339.Instant) -> UInt64? {
        let position = position(of: instant)
        return position.isExact ? position.key : nil
    }

    /// The greatest key that is not behind an instant, and whether it is the instant's.
    private static func position(of instant: RFC3339.Instant) -> (key: UInt64, isExact: Bool) {
        let seconds = instant.seconds + secondsBefore1970
        guard seconds >= 0 else { return (0, true) }
        guard seconds < self.seconds else { return (.max - 1, false) }
        let key = UInt64(seconds) * unitsPerSecond + UInt64(instant.nanoseconds) / 8
        return (key, instant.nanoseconds % 8 == 0)
    }

    /// The keys of the instants that stand in a relation to an instant.
    static func instants(_ sign: PathOperator, _ instant: RFC3339.Instant) -> Range? {
        let (key, isExact) = position(of: instant)
        let (first, behind) = (isExact ? key : key + 1, key + 1)
        switch sign {
        case .less: return Range(lowerBound: 0, upperBound: first)
        case .lessOrEqual: return Range(lowerBound: 0, upperBound: behind)
        case .greater: return Range(lowerBound: behind, upperBound: .max)
        case .greaterOrEqual: return Range(lowerBound: first, upperBound: .max)
        case .equal:
            guard instant.isDateOnly else { return Range(lowerBound: first, upperBound: behind) }
            var tomorrow = instant
            tomorrow.seconds += 86_400
            let end = position(of: tomorrow)
            return Range(lowerBound: first, upperBound: max(first, end.isExact ? end.key : end.key + 1))
        case .notEqual: return nil
        }
    }

    /// The key of a text, which is its first eight bytes; texts that start alike share one.
    static func prefix(_ text: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
        var key: UInt64 = 0
        for offset in 0..<8 { key = key << 8 | (start + offset < end ? UInt64(text[start + offset]) : 0) }
        return key
    }

    /// The keys of all texts that start with some bytes of UTF-8, and perhaps of some more.
    static func prefixes(_ prefix: [UInt8]) -> Range {
        let first = self.prefix(prefix.span, from: 0, to: prefix.count)
        let rest = prefix.count < 8 ? UInt64.max >> (8 * UInt64(prefix.count)) : 0
        // No byte of UTF-8 has all bits set, so there is a key after the last one, unless every text is meant.
        return Range(lowerBound: first, upperBound: prefix.isEmpty ? .max : (first | rest) + 1)
    }

    /// Keys that hold all texts in a relation to a text, and perhaps some that are next to it.
    static func texts(_ sign: PathOperator, _ text: String) -> Range? {
        let bytes = Array(text.utf8)
        let key = prefix(bytes.span, from: 0, to: bytes.count)
        switch sign {
        case .less, .lessOrEqual: return Range(lowerBound: 0, upperBound: key + 1)
        case .greater, .greaterOrEqual: return Range(lowerBound: key, upperBound: .max)
        case .equal: return Range(key)
        case .notEqual: return nil
        }
    }

    /// The key of a number; numbers that are close share one.
    static func magnitude(_ number: JSONNumber) -> UInt64 {
        let double = number.doubleValue ?? (number.text.hasPrefix("-") ? -.infinity : .infinity)
        let bits = (double == 0 ? 0 : double).bitPattern
        return bits & hashMark == 0 ? bits | hashMark : ~bits
    }

    /// Keys that hold all numbers in a relation to a number, and perhaps some that are next to it.
    static func magnitudes(_ sign: PathOperator, _ number: JSONNumber) -> Range? {
        let key = magnitude(number)
        switch sign {
        case .less, .lessOrEqual: return Range(lowerBound: 0, upperBound: key + 1)
        case .greater, .greaterOrEqual: return Range(lowerBound: key, upperBound: .max)
        case .equal: return Range(lowerBound: key, upperBound: key + 1)
        case .notEqual: return nil
        }
    }
}
