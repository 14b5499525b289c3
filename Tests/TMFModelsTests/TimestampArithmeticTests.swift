import TMFModels
import Testing
import _TMFTestSupport

@Suite("Arithmetic with timestamps")
struct TimestampArithmeticTests {
    @Test(
        "A duration later is written in the same offset, with the digits it needs",
        arguments: [
            ("2026-11-21T10:30:00+01:00", .seconds(90), "2026-11-21T10:31:30+01:00"),
            ("2026-11-21T09:30:00Z", .milliseconds(-500), "2026-11-21T09:29:59.500Z"),
            ("2026-11-21t09:30:00.5z", .milliseconds(500), "2026-11-21t09:30:01.0z"),
            ("2026-11-21T09:30:00.25-00:00", .nanoseconds(1), "2026-11-21T09:30:00.250000001-00:00"),
            ("2026-12-31T23:00:00-05:00", .seconds(3_600), "2027-01-01T00:00:00-05:00"),
            ("2026-11-21T09:30:00.12345678901Z", .zero, "2026-11-21T09:30:00.123456789Z"),
            ("2026-11-21", .seconds(3_600), "2026-11-21T01:00:00Z"), ("2026-11-21", .zero, "2026-11-21T00:00:00Z"),
            ("2016-12-31T23:59:60Z", .seconds(-1), "2016-12-31T23:59:59Z"),
            ("1970-01-01T00:00:00Z", .nanoseconds(-1), "1969-12-31T23:59:59.999999999Z"),
        ] as [(String, Duration, String)])
    func later(_ text: String, _ duration: Duration, _ expected: String) throws {
        let timestamp = try Timestamp(text)
        #expect((timestamp + duration).text == expected)
        #expect(timestamp.advanced(by: duration) == timestamp + duration)
        #expect(timestamp - (.zero - duration) == timestamp + duration)
        #expect((timestamp + duration) - timestamp == duration)
        var changing = timestamp
        changing += duration
        #expect(changing.text == expected)
        changing -= duration
        #expect(changing == timestamp)
    }

    @Test(
        "What the offset cannot write is brought to the nearest end",
        arguments: [
            ("2026-11-21T09:30:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"),
            ("9999-12-31T23:59:59-14:00", "0000-01-01T00:00:00-14:00", "9999-12-31T23:59:59.999999999-14:00"),
            ("0000-01-01T00:00:00+14:00", "0000-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999999+14:00"),
        ])
    func ends(_ text: String, _ first: String, _ last: String) throws {
        let timestamp = try Timestamp(text)
        let extremes: [Duration] = [
            .seconds(Int64.max), .seconds(400_000_000_000), Duration(attoseconds: .max),
        ]
        for extreme in extremes {
            #expect((timestamp + extreme).text == last)
            #expect((timestamp - extreme).text == first)
            #expect((timestamp + (.zero - extreme)).text == first)
        }
        #expect((timestamp + Duration(attoseconds: .min)).text == first)
        #expect((timestamp - Duration(attoseconds: .min)).text == last)
    }

    @Test("Of a duration the whole nanoseconds count, forwards and backwards")
    func partsOfNanoseconds() throws {
        let timestamp = try Timestamp("2026-11-21T09:30:00Z")
        for attoseconds in [1, 999_999_999] as [Int128] {
            #expect(timestamp + Duration(attoseconds: attoseconds) == timestamp)
            #expect(timestamp - Duration(attoseconds: attoseconds) == timestamp)
        }
    }

    @Test("The duration to another timestamp leads there, and order is kept", arguments: [UInt64(8601), 8602])
    func laws(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func timestamp() throws -> Timestamp {
            let utc = Timestamp(
                secondsSince1970: Int64(random.below(8_000_000_000)) - 4_000_000_000,
                nanoseconds: Int32([0, 5, 500_000_000, 999_999_999][random.below(4)]))
            let zone = ["Z", "+00:00", "-09:30", "+14:00"][random.below(4)]
            return try Timestamp(String(utc.text.dropLast()) + zone)
        }
        for round in 0..<3_000 {
            let (first, second) = try (timestamp(), timestamp())
            let duration = first.duration(to: second)
            #expect(first + duration == second, "seed \(seed), round \(round)")
            #expect(second - duration == first && second - first == duration, "seed \(seed), round \(round)")
            #expect((duration > .zero) == (second > first), "seed \(seed), round \(round)")
            #expect(try Timestamp((first + duration).text) == second, "seed \(seed), round \(round)")
            #expect((first + duration).text.suffix(1) == first.text.suffix(1), "seed \(seed), round \(round)")
        }
    }
}
