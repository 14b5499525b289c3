import TMFJSON

extension Timestamp: InstantProtocol {
    /// Returns the timestamp that lies a duration later, or earlier if the duration is negative.
    ///
    /// The result has the offset of this timestamp and as many digits of a fraction as it needs, at least as many as this text has.
    /// A date without a time stands for the start of its day in UTC, and leads to a date-time in UTC.
    ///
    /// ```swift
    /// let start = try Timestamp("2026-11-21T10:30:00+01:00")
    /// (start + .seconds(90)).text    // 2026-11-21T10:31:30+01:00
    /// ```
    ///
    /// - Parameter duration: The duration, of which whole nanoseconds count. A result outside the years 0000 to 9999, which RFC 3339
    ///   cannot write, is brought to the nearest end.
    /// - Returns: The timestamp.
    public func advanced(by duration: Duration) -> Timestamp {
        advanced(byNanoseconds: duration.attoseconds / Self.attosecondsPerNanosecond)
    }

    private func advanced(byNanoseconds nanoseconds: Int128) -> Timestamp {
        let start = Int128(secondsSince1970) * Self.nanosecondsPerSecond + Int128(self.nanoseconds)
        // The years are those of the local time.
        let local = Int128(instant.offset) * 60
        let earliest = (Int128(RFC3339.earliest) - local) * Self.nanosecondsPerSecond
        let end = (Int128(RFC3339.latest) + 1 - local) * Self.nanosecondsPerSecond
        return Timestamp(nanosecondsSince1970: min(max(start + nanoseconds, earliest), end - 1), like: instant)
    }

    /// Returns the duration from this timestamp to another one, negative if the other is earlier.
    ///
    /// - Parameter other: The other timestamp.
    /// - Returns: The duration, exact to the nanosecond.
    public func duration(to other: Timestamp) -> Duration {
        Duration(
            secondsComponent: other.secondsSince1970 - secondsSince1970,
            attosecondsComponent: Int64(other.nanoseconds - nanoseconds) * Int64(Self.attosecondsPerNanosecond))
    }

    private static let nanosecondsPerSecond: Int128 = 1_000_000_000
    private static let attosecondsPerNanosecond: Int128 = 1_000_000_000

    /// Creates a timestamp that is spelled like another one, between the ends of what its offset can write.
    private init(nanosecondsSince1970 total: Int128, like other: RFC3339.Instant) {
        var (seconds, nanoseconds) = total.quotientAndRemainder(dividingBy: Self.nanosecondsPerSecond)
        if nanoseconds < 0 {
            seconds -= 1
            nanoseconds += Self.nanosecondsPerSecond
        }
        var style = other.style.subtracting([.dateOnly, .leapSecond])
        if other.isDateOnly { style.insert(.zulu) }
        let needed = Self.fractionDigits(of: Int32(truncatingIfNeeded: nanoseconds))
        var instant = RFC3339.Instant(
            seconds: Int64(truncatingIfNeeded: seconds), nanoseconds: Int32(truncatingIfNeeded: nanoseconds),
            fractionDigits: max(needed, min(other.fractionDigits, 9)), style: style)
        instant.offset = other.offset
        self.init(instant, text: "")
    }
}

// MARK: - Operators

extension Timestamp {
    /// Returns the timestamp that lies a duration later; see ``advanced(by:)``.
    public static func + (timestamp: Self, duration: Duration) -> Self { timestamp.advanced(by: duration) }

    /// Returns the timestamp that lies a duration earlier; see ``advanced(by:)``.
    public static func - (timestamp: Self, duration: Duration) -> Self {
        // The least duration has no opposite, but its nanoseconds have.
        timestamp.advanced(byNanoseconds: -(duration.attoseconds / attosecondsPerNanosecond))
    }

    /// Moves a timestamp to a duration later; see ``advanced(by:)``.
    public static func += (timestamp: inout Self, duration: Duration) { timestamp = timestamp + duration }

    /// Moves a timestamp to a duration earlier; see ``advanced(by:)``.
    public static func -= (timestamp: inout Self, duration: Duration) { timestamp = timestamp - duration }

    /// Returns the duration between two timestamps, negative if the first is the earlier one.
    public static func - (end: Self, start: Self) -> Duration { start.duration(to: end) }
}
