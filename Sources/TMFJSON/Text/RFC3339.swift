/// Reads the date-times and dates of RFC 3339 section 5.6.
package enum RFC3339 {
    /// What a text stands for.
    package struct Instant: Sendable, Hashable {
        /// The seconds since 1970-01-01T00:00:00Z, rounded down.
        package var seconds: Int64
        /// The nanoseconds behind the second; further digits of a fraction are left out.
        package var nanoseconds: Int32 = 0
        /// Whether the text is a date without a time, which stands for the start of its day in UTC.
        package var isDateOnly = false
    }

    package static func parse(_ text: String) -> Instant? {
        guard text.utf8.count >= 10 else { return nil }
        let bytes = Array(text.utf8)
        return parse(bytes.span, from: 0, to: bytes.count)
    }

    /// Reads the text between two offsets; the digits of date and time stand at fixed places.
    package static func parse(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Instant? {
        guard end - start >= 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let century = number(bytes, start), let yearOfCentury = number(bytes, start + 2),
            let month = number(bytes, start + 5), let day = number(bytes, start + 8)
        else { return nil }
        let year = century * 100 + yearOfCentury
        guard 1...12 ~= month, 1...lastDay(of: month, year) ~= day else { return nil }
        var result = Instant(seconds: days(year, month, day) * 86_400)
        if end - start == 10 {
            result.isDateOnly = true
            return result
        }
        guard end - start >= 20, bytes[start + 10] | 0x20 == UInt8(ascii: "t"),
            bytes[start + 13] == UInt8(ascii: ":"), bytes[start + 16] == UInt8(ascii: ":"),
            let hour = number(bytes, start + 11), let minute = number(bytes, start + 14),
            let second = number(bytes, start + 17), hour < 24, minute < 60, second <= 60
        else { return nil }
        var offset = start + 19
        if bytes[offset] == UInt8(ascii: ".") {
            let first = offset + 1
            offset = first
            var scale: Int32 = 100_000_000
            while offset < end, bytes[offset] &- UInt8(ascii: "0") < 10 {
                result.nanoseconds += Int32(bytes[offset] - UInt8(ascii: "0")) * scale
                scale /= 10
                offset += 1
            }
            guard offset > first, offset < end else { return nil }
        }
        guard let zone = zone(bytes, from: offset, to: end) else { return nil }
        result.seconds += hour * 3_600 + minute * 60 + second - zone
        // A leap second stands at the end of a day in UTC only; it counts as the first second of the next one.
        if second == 60, result.seconds % 86_400 != 0 { return nil }
        return result
    }

    /// Returns the seconds that an offset, which must reach to the end, is ahead of UTC.
    private static func zone(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int64? {
        if bytes[start] | 0x20 == UInt8(ascii: "z") { return end == start + 1 ? 0 : nil }
        let isEast = bytes[start] == UInt8(ascii: "+")
        guard isEast || bytes[start] == UInt8(ascii: "-"), end == start + 6, bytes[start + 3] == UInt8(ascii: ":"),
            let hours = number(bytes, start + 1), let minutes = number(bytes, start + 4), hours < 24, minutes < 60
        else { return nil }
        return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
    }

    /// Returns the value of two digits.
    @inline(__always)
    private static func number(_ bytes: Span<UInt8>, _ offset: Int) -> Int64? {
        let (high, low) = (bytes[offset] &- UInt8(ascii: "0"), bytes[offset + 1] &- UInt8(ascii: "0"))
        return high < 10 && low < 10 ? Int64(high) * 10 + Int64(low) : nil
    }

    private static func lastDay(of month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The days from 1970-01-01 to a date of the proleptic Gregorian calendar, counted in years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
