#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension TimePeriod {
    /// Creates a period in UTC from a date interval, to the microsecond.
    ///
    /// - Parameter interval: The interval; dates outside the years 0000 to 9999 are brought to the nearest end.
    public init(_ interval: DateInterval) {
        self.init(startDateTime: Timestamp(interval.start), endDateTime: Timestamp(interval.end))
    }

    /// The period as a date interval, or `nil` if it is open at an end or ends before it starts.
    public var dateInterval: DateInterval? {
        guard let startDateTime, let endDateTime, startDateTime <= endDateTime else { return nil }
        return DateInterval(start: startDateTime.date, end: endDateTime.date)
    }
}
