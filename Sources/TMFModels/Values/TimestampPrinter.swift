/// Writes the date-times of RFC 3339 section 5.6.
enum TimestampPrinter {
    /// 0000-01-01T00:00:00Z.
    static let earliest: Int64 = -62_167_219_200
    /// 9999-12-31T23:59:59Z.
    static let latest: Int64 = 253_402_300_799

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
}
