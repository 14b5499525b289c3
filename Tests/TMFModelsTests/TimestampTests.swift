import Foundation
import TMFJSON
import TMFModels
import Testing
import _TMFTestSupport

@Suite("Timestamps follow RFC 3339")
struct TimestampTests {
    @Test(
        "A timestamp has the instant of its text",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, 0),
            ("2026-11-21T09:30:00Z", 1_795_253_400, 0),
            ("2026-11-21t09:30:00z", 1_795_253_400, 0),
            ("2026-11-21T10:30:00+01:00", 1_795_253_400, 0),
            ("2026-11-21T00:00:00-09:30", 1_795_253_400, 0),
            ("2026-11-21T09:30:00.5Z", 1_795_253_400, 500_000_000),
            ("2026-11-21T09:30:00.123456789Z", 1_795_253_400, 123_456_789),
            ("2026-11-21T09:30:00.1234567899999Z", 1_795_253_400, 123_456_789),
            ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
            ("2026-11-21", 1_795_219_200, 0),
            ("2000-02-29T00:00:00Z", 951_782_400, 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
            ("2017-01-01T00:59:60+01:00", 1_483_228_800, 0),
            ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
            ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
            ("2026-01-01T00:00:00-00:00", 1_767_225_600, 0),
        ] as [(String, Int64, Int32)])
    func instant(text: String, seconds: Int64, nanoseconds: Int32) throws {
        let timestamp = try Timestamp(text)
        #expect(timestamp.secondsSince1970 == seconds)
        #expect(timestamp.nanoseconds == nanoseconds)
        #expect(timestamp.text == text)
    }

    @Test(
        "What RFC 3339 does not allow is refused",
        arguments: [
            "", "2026", "2026-11", "2026-1-1", "2026-13-01", "2026-00-10", "2026-02-30", "2025-02-29", "1900-02-29",
            "2026-04-31", "2026-11-21T", "2026-11-21T09", "2026-11-21T09:30", "2026-11-21T09:30:00",
            "2026-11-21T24:00:00Z", "2026-11-21T09:60:00Z", "2026-11-21T09:30:61Z", "2026-11-21T09:30:60Z",
            "2026-11-21T09:30:00.Z", "2026-11-21T09:30:00,5Z", "2026-11-21T09:30:00+1:00", "2026-11-21T09:30:00+0100",
            "2026-11-21T09:30:00+24:00", "2026-11-21T09:30:00+01:60", "2026-11-21 09:30:00Z", "2026-11-21T09:30:00ZZ",
            " 2026-11-21", "2026-11-21 ", "20261121", "+2026-11-21", "２０２６-11-21", "2026-11-21T09:30:00.é",
            "é26-11-21", "202é11-21", "20€11-21", "2😀11-21", "202é11-21T10:30:00Z",
        ])
    func refused(text: String) {
        #expect(throws: Timestamp.SyntaxError(text: text)) { try Timestamp(text) }
    }

    @Test("Equality and order are those of instants")
    func order() throws {
        let noon = try Timestamp("2026-11-21T12:00:00Z")
        let sameNoon = try Timestamp("2026-11-21T14:00:00.000+02:00")
        let later = try Timestamp("2026-11-21T12:00:00.000000001Z")
        #expect(noon == sameNoon && noon.hashValue == sameNoon.hashValue && noon.text != sameNoon.text)
        #expect(noon < later && sameNoon < later && !(later < noon))
        #expect(try Timestamp("2026-11-21") < noon && Timestamp("2026-11-21").isDateOnly && !noon.isDateOnly)
    }

    @Test(
        "With any byte exchanged a text is refused or has the instant that Foundation reads",
        arguments: ["2026-11-21T09:30:00Z", "2000-02-29T23:59:59+01:30", "2026-11-21"])
    func bytes(_ text: String) {
        let format = ISO8601DateFormatter()
        for place in text.utf8.indices.map({ text.utf8.distance(from: text.startIndex, to: $0) }) {
            for byte in UInt8.min...UInt8.max {
                var bytes = Array(text.utf8)
                bytes[place] = byte
                // Only where all are digits and signs in their places there is anything to read.
                let isPlain = zip(bytes, text.utf8).allSatisfy { $0.isSame(kindAs: $1) }
                let period = try? TimePeriod(
                    json: ["startDateTime": .string(String(decoding: bytes, as: UTF8.self))])
                let document = Array("{\"startDateTime\":\"".utf8) + bytes + Array("\"}".utf8)
                let parsed = try? TimePeriod(parsing: document)
                if bytes == Array(text.utf8) { #expect(parsed?.startDateTime?.text == text) }
                if byte < 0x80, byte >= 0x20, byte != 0x22, byte != 0x5C {
                    #expect(parsed?.startDateTime == period?.startDateTime)
                }
                guard let found = parsed?.startDateTime ?? period?.startDateTime else { continue }
                #expect(isPlain && found.text.utf8.elementsEqual(bytes), "byte \(place) is \(byte)")
                // Before that Foundation counts by the Julian calendar.
                guard found.text >= "1582-10-15" else { continue }
                format.formatOptions = found.isDateOnly ? [.withFullDate] : [.withInternetDateTime]
                let upper = found.text.uppercased()
                #expect(format.date(from: upper)?.timeIntervalSince1970 == Double(found.secondsSince1970), "\(upper)")
            }
        }
    }

    /// A date-time in any of the spellings that RFC 3339 has for it.
    private func spelling(_ random: inout SplitMix64) -> String {
        func digits(_ value: Int, _ width: Int = 2) -> String {
            String(repeating: "0", count: width - String(value).count) + String(value)
        }
        let year = random.once(in: 5) ? [0, 1, 99, 400, 1_900, 2_000, 9_999][random.below(7)] : random.below(10_000)
        let date = "\(digits(year, 4))-\(digits(1 + random.below(12)))-\(digits(1 + random.below(28)))"
        guard !random.once(in: 10) else { return date }
        var text = date + (random.once(in: 4) ? "t" : "T")
        text += "\(digits(random.below(24))):\(digits(random.below(60))):\(digits(random.below(60)))"
        if random.once(in: 2) {
            text += "."
            for _ in 0...random.below(12) { text += String(random.once(in: 3) ? 0 : random.below(10)) }
        }
        switch random.below(5) {
        case 0: return text + "Z"
        case 1: return text + "z"
        case 2: return text + ["+00:00", "-00:00", "+23:59", "-23:59", "-00:01", "+14:00"][random.below(6)]
        default:
            return text + "\(random.once(in: 2) ? "+" : "-")\(digits(random.below(24))):\(digits(random.below(60)))"
        }
    }

    @Test("Every spelling is written as it was read", arguments: [UInt64(61), 62, 63])
    func spellings(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for round in 0..<10_000 {
            let text = spelling(&random)
            let period = try TimePeriod(parsing: Array("{\"startDateTime\":\"\(text)\"}".utf8))
            #expect(period.startDateTime?.text == text, "seed \(seed), round \(round)")
            #expect(
                String(decoding: period.serialized(), as: UTF8.self) == "{\"startDateTime\":\"\(text)\"}",
                "seed \(seed), round \(round)")
            #expect(period.additionalMembers.isEmpty)
        }
    }

    @Test("A leap second is written as it was read, in every offset")
    func leapSeconds() throws {
        for minutes in -1_439...1_439 {
            let ofDay = (86_340 / 60 + minutes + 1_440) % 1_440
            func digits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
            let sign = minutes < 0 ? "-" : "+"
            let day = minutes <= 0 ? "2016-12-31" : "2017-01-01"
            let offset = "\(sign)\(digits(abs(minutes) / 60)):\(digits(abs(minutes) % 60))"
            let text = "\(day)T\(digits(ofDay / 60)):\(digits(ofDay % 60)):60\(offset)"
            let timestamp = try Timestamp(text)
            #expect(timestamp.secondsSince1970 == 1_483_228_800 && timestamp.text == text)
        }
    }

    @Test("The text made from an instant reads as that instant")
    func writing() throws {
        var random = SplitMix64(seed: 3_339)
        for round in 0..<20_000 {
            let seconds = Int64(random.next() % 315_569_520_000) - 62_167_219_200
            let nanoseconds = [0, 500_000_000, 123_000, 1][random.below(4)] as Int32
            let timestamp = Timestamp(secondsSince1970: seconds, nanoseconds: nanoseconds)
            let read = try Timestamp(timestamp.text)
            #expect(read == timestamp && read.secondsSince1970 == timestamp.secondsSince1970, "round \(round)")
        }
    }

    @Test("The calendar is Foundation's")
    func calendar() throws {
        var random = SplitMix64(seed: 1_582)
        let format = ISO8601DateFormatter()
        for _ in 0..<500 {
            let seconds = Int64(random.next() % 8_000_000_000)
            let text = format.string(from: Date(timeIntervalSince1970: Double(seconds)))
            #expect(Timestamp(secondsSince1970: seconds).text == text)
            #expect(try Timestamp(text).secondsSince1970 == seconds)
        }
    }

    @Test("Dates convert both ways")
    func dates() throws {
        let timestamp = try Timestamp("2026-11-21T09:30:00.25Z")
        #expect(timestamp.date.timeIntervalSince1970 == 1_795_253_400.25)
        #expect(Timestamp(timestamp.date) == timestamp)
        #expect(Timestamp(timestamp.date).text == "2026-11-21T09:30:00.250Z")
        #expect(Timestamp(Date(timeIntervalSince1970: -0.25)).text == "1969-12-31T23:59:59.750Z")
        #expect(Timestamp(.distantFuture).secondsSince1970 > 0)
        for extreme in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
            #expect(Timestamp(Date(timeIntervalSince1970: extreme)).text.count >= 20)
        }
    }

    @Test("Coders see the text")
    func coders() throws {
        let timestamp = try Timestamp("2026-11-21T10:30:00+01:00")
        let data = try JSONEncoder().encode([timestamp])
        #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-21T10:30:00+01:00"]"#)
        #expect(try JSONDecoder().decode([Timestamp].self, from: data).first?.text == timestamp.text)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Timestamp].self, from: Data(#"["x"]"#.utf8)) }
    }
}

extension UInt8 {
    /// Whether a byte may stand in a date-time where another one does.
    fileprivate func isSame(kindAs other: UInt8) -> Bool {
        switch other {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
        case UInt8(ascii: "T"), UInt8(ascii: "Z"): self | 0x20 == other | 0x20
        case UInt8(ascii: "+"): self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
        default: self == other
        }
    }
}
