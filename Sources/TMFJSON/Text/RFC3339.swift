/// Reads and writes the date-times and dates of RFC 3339 section 5.6.
package enum RFC3339 {
    /// The instant that a text represents, and the details of its spelling.
    package struct Instant: Sendable {
        /// The seconds since 1970-01-01T00:00:00Z, rounded down.
        package var seconds: Int64
        /// The nanoseconds within the second; further digits of a fraction are dropped.
        package var nanoseconds: Int32 = 0
        /// The minutes by which the text's local time is ahead of UTC.
        package var offset: Int16 = 0
        /// The number of digits of the fraction; more than nine count as ten.
        package var fractionDigits: UInt8 = 0
        /// The remaining details of the text's spelling.
        package var style: Style = []

        package init(seconds: Int64, nanoseconds: Int32 = 0, fractionDigits: UInt8 = 0, style: Style = []) {
            self.seconds = seconds
            self.nanoseconds = nanoseconds
            self.fractionDigits = fractionDigits
            self.style = style
        }

        /// A Boolean value that indicates whether the text is a date without a time, which represents the start of its
        /// day in UTC.
        package var isDateOnly: Bool { style.contains(.dateOnly) }

        /// A Boolean value that indicates whether ``RFC3339/write(_:to:)`` reproduces the original text exactly.
        package var isWhole: Bool { fractionDigits <= RFC3339.mostDigits }
    }

    /// The differences between two texts of the same instant and offset, apart from the digits of their fraction.
    package struct Style: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The text is a date without a time.
        package static let dateOnly = Style(rawValue: 1 << 0)
        /// The text has `t` instead of `T`.
        package static let lowercaseT = Style(rawValue: 1 << 1)
        /// The text has `Z` instead of an offset in digits.
        package static let zulu = Style(rawValue: 1 << 2)
        /// The text has `z` instead of `Z`.
        package static let lowercaseZ = Style(rawValue: 1 << 3)
        /// The text has the offset `-00:00`.
        package static let negativeZero = Style(rawValue: 1 << 4)
        /// The text has a second 60, which is the first second of the next day.
        package static let leapSecond = Style(rawValue: 1 << 5)
    }

    /// The number of digits of a fraction that the nanoseconds hold.
    static let mostDigits: UInt8 = 9

    package static func parse(_ text: String, assumesUTC: Bool = false) -> Instant? {
        guard text.utf8.count >= 10 else { return nil }
        let bytes = Array(text.utf8)
        return parse(bytes.span, from: 0, to: bytes.count, assumesUTC: assumesUTC)
    }

    /// Reads the text between two offsets; the digits of date and time are at fixed positions.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: The offset of its first byte.
    ///   - end: The offset after its last byte.
    ///   - assumesUTC: Whether a date-time without an offset is in UTC, as in queries; RFC 3339 requires an offset.
    /// - Returns: The instant, or `nil` if the text is neither a date nor a date-time.
    package static func parse(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, assumesUTC: Bool = false
    ) -> Instant? {
        // Safety: everything read below lies between these two offsets.
        guard start >= 0, start <= end, end <= bytes.count, end &- start >= 10 else { return nil }
        guard let date = digits(unsafe bytes.word(unchecked: start), .yearAndMonth),
            let day = unsafe number(bytes, start &+ 8)
        else { return nil }
        let year = pair(date, 0) &* 100 &+ pair(date, 2)
        let month = pair(date, 5)
        guard 1...12 ~= month, 1...lastDay(of: month, year) ~= day else { return nil }
        var result = Instant(seconds: Int64(days(year, month, day)) &* 86_400)
        if end &- start == 10 {
            result.style = .dateOnly
            return result
        }
        guard end &- start >= (assumesUTC ? 19 : 20), unsafe bytes[unchecked: start &+ 10] | 0x20 == UInt8(ascii: "t"),
            let time = digits(unsafe bytes.word(unchecked: start &+ 11), .time)
        else { return nil }
        let (hour, minute, second) = (pair(time, 0), pair(time, 3), pair(time, 6))
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        if unsafe bytes[unchecked: start &+ 10] == UInt8(ascii: "t") { result.style.insert(.lowercaseT) }
        var offset = start &+ 19
        if offset < end, unsafe bytes[unchecked: offset] == UInt8(ascii: ".") {
            guard let behind = fraction(bytes, from: offset &+ 1, to: end, &result) else { return nil }
            offset = behind
        }
        // A text that is not assumed to be in UTC must state its zone.
        guard offset == end ? assumesUTC : unsafe readZone(bytes, from: offset, to: end, &result) else { return nil }
        let secondOfDay = hour &* 3_600 &+ minute &* 60 &+ second
        result.seconds &+= Int64(secondOfDay &- Int(result.offset) &* 60)
        if second == 60 {
            // A leap second occurs only at the end of a day in UTC; it counts as the first second of the next day.
            guard result.seconds % 86_400 == 0 else { return nil }
            result.style.insert(.leapSecond)
        }
        return result
    }

    /// Reads the digits of a fraction, and returns the offset after them.
    private static func fraction(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ result: inout Instant
    ) -> Int? {
        var offset = start
        var scale: Int32 = 100_000_000
        while offset < end, bytes[offset].isDigit {
            result.nanoseconds += Int32(bytes[offset] - UInt8(ascii: "0")) * scale
            scale /= 10
            offset += 1
        }
        result.fractionDigits = UInt8(min(offset - start, Int(mostDigits) + 1))
        return offset > start ? offset : nil
    }

    /// Reads an offset, which must extend to the end; at least one byte precedes the end.
    @inline(__always)
    @unsafe
    private static func readZone(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ result: inout Instant
    ) -> Bool {
        let sign = unsafe bytes[unchecked: start]
        if sign | 0x20 == UInt8(ascii: "z") {
            result.style.formUnion(sign == UInt8(ascii: "Z") ? .zulu : [.zulu, .lowercaseZ])
            return end == start &+ 1
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), end == start &+ 6,
            unsafe bytes[unchecked: start &+ 3] == UInt8(ascii: ":"),
            let hours = unsafe number(bytes, start &+ 1), let minutes = unsafe number(bytes, start &+ 4),
            hours < 24, minutes < 60
        else { return false }
        let offset = Int16(truncatingIfNeeded: hours &* 60 &+ minutes)
        result.offset = sign == UInt8(ascii: "-") ? 0 &- offset : offset
        if sign == UInt8(ascii: "-"), offset == 0 { result.style.insert(.negativeZero) }
        return true
    }
}

// MARK: - Digits and days

extension RFC3339 {
    /// A pattern of eight bytes of digits and signs.
    private struct Form {
        /// The signs, with zeros in the positions of the digits.
        var pattern: UInt64
        /// A margin that, added to a byte without its pattern, sets the high bit of bytes that do not fit.
        var margin: UInt64

        /// `0000-00-`.
        static var yearAndMonth: Form { Form(pattern: 0x2D30_302D_3030_3030, margin: 0x7F76_767F_7676_7676) }
        /// `00:00:00`.
        static var time: Form { Form(pattern: 0x3030_3A30_303A_3030, margin: 0x7676_7F76_767F_7676) }
    }

    /// Returns the values of the digits among eight bytes, each in its byte, if they match a form.
    @inline(__always)
    private static func digits(_ word: UInt64, _ form: Form) -> UInt64? {
        let found = word ^ form.pattern
        // A byte above 0x7F would carry into the next one, so it is detected separately.
        let misfits = (found &+ form.margin) | found
        return misfits & 0x8080_8080_8080_8080 == 0 ? found : nil
    }

    /// Returns the value of the two digits that begin in a byte.
    @inline(__always)
    private static func pair(_ digits: UInt64, _ byte: UInt64) -> Int {
        let (high, low) = (digits >> (byte &* 8) & 0xFF, digits >> (byte &* 8 &+ 8) & 0xFF)
        return Int(truncatingIfNeeded: high &* 10 &+ low)
    }

    /// Returns the value of two digits; both bytes must exist.
    @inline(__always)
    @unsafe
    private static func number(_ bytes: Span<UInt8>, _ offset: Int) -> Int? {
        let high = unsafe bytes[unchecked: offset] &- UInt8(ascii: "0")
        let low = unsafe bytes[unchecked: offset &+ 1] &- UInt8(ascii: "0")
        return high < 10 && low < 10 ? Int(high) &* 10 &+ Int(low) : nil
    }

    @inline(__always)
    private static func lastDay(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number of days from the first of March of the year -400 to 1970-01-01.
    ///
    /// Counted from there, no year that can be written is negative, and in years that begin in March a leap day is the
    /// last day.
    static let daysBefore1970 = 719_468 + 146_097

    /// Returns the number of days from 1970-01-01 to a date of the proleptic Gregorian calendar.
    @inline(__always)
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = UInt32(truncatingIfNeeded: month <= 2 ? year + 399 : year + 400)
        let months = UInt32(truncatingIfNeeded: month <= 2 ? month + 9 : month - 3)
        let days = years &* 365 &+ years / 4 &- years / 100 &+ years / 400 &+ (153 &* months &+ 2) / 5
        return Int(days) &+ day &- 1 &- daysBefore1970
    }
}
