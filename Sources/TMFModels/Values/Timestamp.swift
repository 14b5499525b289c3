import TMFJSON

/// A date and time that keeps the text it came with.
///
/// The text has the form of RFC 3339 section 5.6, with `T` and `Z` in either case, or is a date alone, which stands for the
/// start of its day in UTC. Two timestamps are equal if they are the same instant, whatever their offset; the instant has
/// nanoseconds, and further digits of a fraction are kept in the text only.
///
/// ```swift
/// let timestamp = try Timestamp("2026-11-21T10:30:00.5+01:00")
/// timestamp.text                      // 2026-11-21T10:30:00.5+01:00
/// timestamp == (try Timestamp("2026-11-21T09:30:00.500Z"))    // true
/// ```
public struct Timestamp: Sendable {
    /// The reason a text is not a timestamp.
    public struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The text that was given.
        public var text: String

        /// Creates an error.
        ///
        /// - Parameter text: The text that was given.
        public init(text: String) { self.text = text }

        /// The problem in one sentence.
        public var description: String { "'\(text)' is neither a date-time nor a date of RFC 3339" }
    }

    let instant: RFC3339.Instant
    /// The text, where its fraction has more digits than the instant.
    let longText: String?

    /// The text, as it came or as it was made; put together at every call.
    public var text: String { longText ?? RFC3339.text(instant) }
    /// The seconds since 1970-01-01T00:00:00Z, rounded down.
    public var secondsSince1970: Int64 { instant.seconds }
    /// The nanoseconds behind the second, from 0 to 999,999,999.
    public var nanoseconds: Int32 { instant.nanoseconds }
    /// Whether the text is a date without a time.
    public var isDateOnly: Bool { instant.isDateOnly }

    /// Reads a timestamp.
    ///
    /// - Parameter text: The text.
    /// - Throws: ``SyntaxError`` if the text is neither a date-time nor a date of RFC 3339, or names a day, hour or offset
    ///   that does not exist.
    public init(_ text: String) throws(SyntaxError) {
        guard let instant = RFC3339.parse(text) else { throw SyntaxError(text: text) }
        self.init(instant, text: text)
    }

    /// Creates a timestamp in UTC from an instant, with as many digits of a fraction as it needs: none, 3, 6 or 9.
    ///
    /// - Parameters:
    ///   - secondsSince1970: The seconds since 1970-01-01T00:00:00Z. What lies outside the years 0000 to 9999, which RFC
    ///     3339 cannot write, is brought to the nearest end.
    ///   - nanoseconds: The nanoseconds behind the second; values outside 0 to 999,999,999 are brought to the nearest end.
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
    /// Returns whether two timestamps are the same instant.
    public static func == (first: Self, second: Self) -> Bool {
        first.secondsSince1970 == second.secondsSince1970 && first.nanoseconds == second.nanoseconds
    }

    /// Returns whether one timestamp is an earlier instant than another.
    public static func < (first: Self, second: Self) -> Bool {
        (first.secondsSince1970, first.nanoseconds) < (second.secondsSince1970, second.nanoseconds)
    }

    /// Feeds the instant to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(secondsSince1970)
        hasher.combine(nanoseconds)
    }
}

extension Timestamp: Codable {
    /// Reads a timestamp from a decoder of any format, as text.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder holds no text or the text is not a timestamp.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(text)
        } catch {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.description)
            throw DecodingError.dataCorrupted(context)
        }
    }

    /// Writes the text to an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: An error of the encoder's own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The text.
    public var description: String { text }
}
