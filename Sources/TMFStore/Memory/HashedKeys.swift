import TMFJSON

/// Numeric keys, which are fast to create and compare, and valid only within one process.
enum HashedKeys: IndexKeys {
    private static let hashMark: UInt64 = 1 << 63

    static var nothing: UInt64 { 0 }

    /// The greatest number is never a key, so that it can end ranges.
    static func keys(of kind: IndexClass) -> Range<UInt64> { 0 ..< .max }

    static func next(after key: UInt64) -> UInt64 { key + 1 }

    // MARK: - Equality

    static func equal(text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<UInt64> {
        .own(key(ofText: text, from: start, to: end))
    }

    /// Returns the key of a text: the text itself if it is short, or a hash that is unpredictable outside the process.
    private static func key(ofText text: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
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

    static func key(ofText text: String) -> UInt64 {
        var text = text
        // Safety: the span ends with the call.
        return text.withUTF8 { unsafe key(ofText: $0.span, from: 0, to: $0.count) }
    }

    /// Returns the key of a number, which is the same for all of its notations: the number itself if it is a
    /// nonnegative integer, or a hash.
    static func equal(number text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<UInt64> {
        // Identifiers are often numbers of a few digits, for which this fast path is sufficient.
        var integer = ShortDecimal(text, from: start, to: end)?.integer
        let number = integer == nil ? JSONNumber(JSONText.string(text.extracting(start..<end))) : nil
        integer = integer ?? number?.int64Value
        if let integer, integer >= 0 { return .own(UInt64(integer)) }
        var hasher = Hasher()
        if let integer { hasher.combine(integer) } else if let number { hasher.combine(number) }
        return .own(hash(hasher))
    }

    /// Returns the key of a hash, which is after the keys of short texts and integers and never the greatest number,
    /// which ends ranges.
    private static func hash(_ hasher: consuming Hasher) -> UInt64 {
        min(UInt64(bitPattern: Int64(hasher.finalize())) | hashMark, .max - 1)
    }

    // MARK: - Order

    static func position(of value: Bool) -> IndexPosition<UInt64> { .own(value ? 1 : 0) }

    /// Returns the position of a number; close numbers share a key.
    static func position(of number: JSONNumber) -> IndexPosition<UInt64> {
        let double = number.doubleValue ?? (number.text.hasPrefix("-") ? -.infinity : .infinity)
        let bits = (double == 0 ? 0 : double).bitPattern
        return .shared(bits & hashMark == 0 ? bits | hashMark : ~bits)
    }

    /// The number of units of eight nanoseconds in a second.
    private static let unitsPerSecond: UInt64 = 125_000_000
    /// The number of seconds from 0000-01-01T00:00:00Z, minus the greatest offset, to 1970.
    private static let secondsBefore1970: Int64 = 62_167_219_200 + 86_400
    /// The number of seconds after that moment that have keys, which is until the year 4683.
    private static let seconds = UInt64.max / unitsPerSecond - 1

    /// Returns the position of an instant, which has no key if it is too distant or falls between two keys.
    static func position(of instant: RFC3339.Instant) -> IndexPosition<UInt64> {
        let seconds = instant.seconds + secondsBefore1970
        guard seconds >= 0 else { return .own(0) }
        guard seconds < self.seconds else { return .after(.max - 1) }
        let key = UInt64(seconds) * unitsPerSecond + UInt64(instant.nanoseconds) / 8
        return instant.nanoseconds % 8 == 0 ? .own(key) : .after(key)
    }

    /// Returns the position of a text, whose key is its first eight bytes; texts with the same start share a key.
    static func position(of text: Span<UInt8>, from start: Int, to end: Int) -> IndexPosition<UInt64> {
        .shared(key(ofStart: text, from: start, to: end))
    }

    private static func key(ofStart text: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
        var key: UInt64 = 0
        for offset in 0..<8 { key = key << 8 | (start + offset < end ? UInt64(text[start + offset]) : 0) }
        return key
    }

    static func keys(startingWith prefix: [UInt8]) -> Range<UInt64> {
        let first = key(ofStart: prefix.span, from: 0, to: prefix.count)
        let rest = prefix.count < 8 ? UInt64.max >> (8 * UInt64(prefix.count)) : 0
        // No byte of UTF-8 has all bits set, so there is a key after the last one, unless the prefix is empty.
        return first..<(prefix.isEmpty ? .max : (first | rest) + 1)
    }
}
