import Foundation
import TMFModels
import Testing

@Suite("Periods of time")
struct TimePeriodTests {
    /// A period between two seconds; `nil` is an open end.
    private static func period(_ start: Int64?, _ end: Int64?) -> TimePeriod {
        TimePeriod(
            startDateTime: start.map { Timestamp(secondsSince1970: $0) },
            endDateTime: end.map { Timestamp(secondsSince1970: $0) })
    }

    private static let ends: [Int64?] = [nil, 0, 10, 20, 30]
    private static let all: [TimePeriod] = ends.flatMap { start in ends.map { period(start, $0) } }
    /// Instants inside, between and outside of all periods.
    private static let instants = [-5, 0, 5, 10, 15, 20, 25, 30, 35].map { Timestamp(secondsSince1970: $0) }

    @Test(
        "A period has its start, but not its end",
        arguments: [
            (10, 20, [10, 15]), (nil, 20, [-5, 0, 5, 10, 15]), (20, nil, [20, 25, 30, 35]), (10, 10, [10]),
            (20, 10, []),
            (nil, nil, [-5, 0, 5, 10, 15, 20, 25, 30, 35]),
        ] as [(Int64?, Int64?, [Int64])])
    func contains(_ start: Int64?, _ end: Int64?, _ expected: [Int64]) {
        let period = Self.period(start, end)
        #expect(Self.instants.filter(period.contains).map(\.secondsSince1970) == expected)
    }

    @Test("Two periods overlap if an instant lies in both", arguments: all)
    func overlaps(_ period: TimePeriod) {
        for other in Self.all {
            let isShared = Self.instants.contains { period.contains($0) && other.contains($0) }
            #expect(period.overlaps(other) == isShared, "\(period) and \(other)")
            #expect(other.overlaps(period) == isShared, "\(period) and \(other)")
        }
    }

    @Test("The duration is that from the start to the end, if there are both")
    func duration() {
        #expect(Self.period(10, 30).duration == .seconds(20))
        #expect(Self.period(30, 10).duration == .seconds(-20))
        #expect(Self.period(10, nil).duration == nil && Self.period(nil, 10).duration == nil)
    }

    @Test("Date intervals convert both ways, but for open ends and ends before the start")
    func dateInterval() {
        let interval = DateInterval(start: Date(timeIntervalSince1970: 10), duration: 20.5)
        #expect(TimePeriod(interval).dateInterval == interval)
        #expect(TimePeriod(interval).endDateTime?.text == "1970-01-01T00:00:30.500Z")
        #expect(Self.period(10, 10).dateInterval?.duration == 0)
        for period in [Self.period(nil, 10), Self.period(10, nil), Self.period(nil, nil), Self.period(20, 10)] {
            #expect(period.dateInterval == nil)
        }
        let ages = TimePeriod(DateInterval(start: .distantPast, end: .distantFuture))
        #expect(ages.duration.map { $0 > .zero } == true)
    }
}
