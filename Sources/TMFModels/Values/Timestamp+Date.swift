import TMFJSON

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Timestamp {
    /// Creates a timestamp in UTC from a date, to the microsecond, which is the resolution of present-day `Date`
    /// values.
    ///
    /// - Parameter date: The date. A date outside the years 0000 to 9999 is clamped to that range.
    public init(_ date: Date) {
        let bound = Double(RFC3339.latest)
        let given = date.timeIntervalSince1970
        let interval = given.isNaN ? 0 : min(max(given, -bound), bound)
        let microseconds = Int64((interval * 1_000_000).rounded())
        let second = (microseconds >= 0 ? microseconds : microseconds - 999_999) / 1_000_000
        let rest = Int32(truncatingIfNeeded: microseconds - second * 1_000_000)
        self.init(secondsSince1970: second, nanoseconds: rest * 1_000)
    }

    /// The instant as a date, rounded to the resolution of `Date`.
    public var date: Date {
        Date(timeIntervalSince1970: Double(secondsSince1970) + Double(nanoseconds) / 1_000_000_000)
    }

    /// Returns the current instant in UTC.
    public static func now() -> Timestamp { Timestamp(Date()) }
}
