/// Reads and writes the date-times of RFC 3339 section 5.6.
enum TimestampParser {
    struct Result {
        var seconds: Int64
        var nanoseconds: Int32 = 0
        var isDateOnly = false
    }

    /// 0000-01-01T00:00:00Z.
    static let earliest: Int64 = -62_167_219_200
    /// 9999-12-31T23:59:59Z.
    static let latest: Int64 = 253_402_300_799

    static func parse(_ text: String) -> Result? {
        var scanner = Scanner(rest: text[...].utf8)
        return scanner.timestamp()
    }

    static func text(secondsSince1970 seconds: Int64, nanoseconds: Int32) -> String {
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let (year, month, day) = civil(fromDays: days)
        let time = seconds - days * 86_400
        var result = digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2) + "T"
        result += digits(time / 3_600, 2) + ":" + digits(time / 60 % 60, 2) + ":" + digits(time % 60, 2)
        if nanoseconds != 0 {
            var fraction = Int64(nanoseconds)
            var width = 9
            while fraction % 1_000 == 0 {
                fraction /= 1_000
                width -= 3
            }
            result += "." + digits(fraction, width)
        }
        return result + "Z"
    }

    private static func digits(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(width - text.utf8.count, 0)) + text
    }

    /// The days from 1970-01-01 to a date of the proleptic Gregorian calendar, counted in years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return (year, month + (month < 10 ? 3 : -9), dayOfYear - (153 * month + 2) / 5 + 1)
    }

    private struct Scanner {
        var rest: Substring.UTF8View

        mutating func timestamp() -> Result? {
            guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
                1...12 ~= month, 1...lastDay(of: month, year) ~= day
            else { return nil }
            var result = Result(seconds: days(year, month, day) * 86_400)
            if rest.isEmpty {
                result.isDateOnly = true
                return result
            }
            guard take("T") || take("t"), let hour = number(2), take(":"), let minute = number(2), take(":"),
                let second = number(2), hour < 24, minute < 60, second <= 60
            else { return nil }
            if take(".") {
                guard let nanoseconds = fraction() else { return nil }
                result.nanoseconds = nanoseconds
            }
            guard let zone = zone(), rest.isEmpty else { return nil }
            result.seconds += hour * 3_600 + minute * 60 + second - zone
            // A leap second stands at the end of a day in UTC only; it counts as the first second of the next one.
            if second == 60, (result.seconds % 86_400 + 86_400) % 86_400 != 0 { return nil }
            return result
        }

        private mutating func zone() -> Int64? {
            if take("Z") || take("z") { return 0 }
            let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
            guard sign != 0, let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
            else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }

        private mutating func fraction() -> Int32? {
            var value: Int32 = 0
            var scale: Int32 = 100_000_000
            var isEmpty = true
            while let digit = digit() {
                value += Int32(digit) * scale
                scale /= 10
                isEmpty = false
            }
            return isEmpty ? nil : value
        }

        private mutating func number(_ count: Int) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<count {
                guard let digit = digit() else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        private mutating func digit() -> Int64? {
            guard let byte = rest.first, byte &- UInt8(ascii: "0") < 10 else { return nil }
            rest.removeFirst()
            return Int64(byte - UInt8(ascii: "0"))
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let byte = rest.first, UInt32(byte) == character.value else { return false }
            rest.removeFirst()
            return true
        }

        private func lastDay(of month: Int64, _ year: Int64) -> Int64 {
            switch month {
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }
    }
}
