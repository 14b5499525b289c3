import TMFJSON

/// A date and time that keeps its original text.
///
/// The text has the format of RFC 3339 section 5.6, with `T` and `Z` in either case, or is a date without a time, which
/// represents the start of its day in UTC. Two timestamps are equal if they represent the same instant, regardless of
/// their offsets. The instant has a resolution of nanoseconds; further digits of a fraction are kept only in the text.
///
/// ```swift
/// let timestamp = try Timestamp("2026-11-21T10:30:00.5+01:00")
/// timestamp.text                      // 2026-11-21T10:30:00.5+01:00
/// timestamp == (try Timestamp("2026-11-21T09:30:00.500Z"))    // true
/// ```
public struct Timestamp: Sendable {
    /// An error that describes why a text is not a timestamp.
    public struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The invalid text.
        public var text: String

        /// Creates an error.
        ///
        /// - Parameter text: The invalid text.
        public init(text: String) { self.text = text }

        /// A sentence that describes the problem.
        public var description: String { "'\(text)' is not a valid RFC 3339 date-time or date" }
    }

    let instant: RFC3339.Instant
    /// The original text, if its fraction has more digits than the instant.
    let longText: String?

    /// The text in its original or generated form, assembled at every access.
    public var text: String { longText ?? RFC3339.text(instant) }
    /// The seconds since 1970-01-01T00:00:00Z, rounded down.
    public var secondsSince1970: Int64 { instant.seconds }
    /// The nanoseconds within the second, from 0 to 999,999,999.
    public var nanoseconds: Int32 { instant.nanoseconds }
    /// A Boolean value that indicates whether the text is a date without a time.
    public var isDateOnly: Bool { instant.isDateOnly }

    /// Creates a timestamp from a text.
    ///
    /// - Parameter text: The text, a date-time or date of RFC 3339.
    /// - Throws: ``SyntaxError`` if the text is neither a date-time nor a date of RFC 3339, or names a day, hour or
    ///   offset that does not exist.
    public init(_ text: String) throws(SyntaxError) {
        guard let instant = RFC3339.parse(text) else { throw SyntaxError(text: text) }
        self.init(instant, text: text)
    }

    /// Creates a timestamp in UTC from an instant, with as many fraction digits as needed: none, 3, 6 or 9.
    ///
    /// - Parameters:
    ///   - secondsSince1970: The seconds since 1970-01-01T00:00:00Z. A value outside the years 0000 to 9999, which RFC
    ///     3339 cannot represent, is clamped to that range.
    ///   - nanoseconds: The nanoseconds within the second. A value outside 0 to 999,999,999 is clamped to that range.
    public init(secondsSince1970: Int64, nanoseconds: Int32 = 0) {
        let seconds = min(max(secondsSince1970, RFC3339.earliest), RFC3339.latest)
        let nanoseconds = min(max(nanoseconds, 0), 999_999_999)
        instant = RFC3339.Instant(
            seconds: seconds, nanoseconds: nanoseconds, fractionDigits: Self.fractionDigits(of: nanoseconds),
            style: .zulu)
        longText = nil
    }

    /// The digits of a fraction that nanoseconds need: none, 3, 6 or 9.
    static func fractionDigits(of nanoseconds: Int32) -> UInt8 {
        switch nanoseconds {
        case 0: 0
        case _ where nanoseconds % 1_000_000 == 0: 3
        case _ where nanoseconds % 1_000 == 0: 6
        default: 9
        }
    }

    init(_ instant: RFC3339.Instant, text: @autoclosure () -> String) {
        self.instant = instant
        longText = instant.isWhole ? nil : text()
    }
}

extension Timestamp: Hashable, Comparable {
    /// Returns whether two timestamps represent the same instant.
    public static func == (first: Self, second: Self) -> Bool {
        first.secondsSince1970 == second.secondsSince1970 && first.nanoseconds == second.nanoseconds
    }

    /// Returns whether one timestamp is an earlier instant than another.
    public static func < (first: Self, second: Self) -> Bool {
        (first.secondsSince1970, first.nanoseconds) < (second.secondsSince1970, second.nanoseconds)
    }

    /// Hashes the instant.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(secondsSince1970)
        hasher.combine(nanoseconds)
    }
}

extension Timestamp: Codable {
    /// Creates a timestamp by decoding a text from a decoder of any format.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder does not hold a text, or the text is not a timestamp.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(text)
        } catch {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.description)
            throw DecodingError.dataCorrupted(context)
        }
    }

    /// Encodes the text into an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: Any error that the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The text of the timestamp.
    public var description: String { text }
}
