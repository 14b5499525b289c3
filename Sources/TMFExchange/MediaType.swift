/// A media type without parameters, such as `application/json` (RFC 9110 section 8.3.1).
public struct MediaType: Sendable, Hashable {
    /// The type and the subtype in lowercase, separated by a slash.
    public let text: String

    /// Parses the media type of a `Content-Type` field, or returns `nil` if the value does not begin with one.
    ///
    /// Parameters are ignored: JSON has none, and a `charset` has no effect on it (RFC 8259 section 11).
    ///
    /// - Parameter text: The value of the field.
    public init?(_ text: String) {
        var reader = FieldReader(text)
        guard let type = Self(&reader), reader.isAtEnd || reader.take(";") else { return nil }
        self = type
    }

    /// Reads a type and the blanks around it.
    private init?(_ reader: inout FieldReader) {
        reader.skipBlanks()
        guard let type = reader.token(), reader.take("/"), let subtype = reader.token() else { return nil }
        reader.skipBlanks()
        text = "\(type)/\(subtype)".lowercased()
    }

    private init(constant: String) { text = constant }

    /// JSON (RFC 8259).
    public static let json = Self(constant: "application/json")
    /// Server-sent events (WHATWG HTML section 9.2).
    public static let eventStream = Self(constant: "text/event-stream")
    /// JSON Merge Patch (RFC 7396).
    public static let mergePatch = Self(constant: "application/merge-patch+json")
    /// JSON Patch (RFC 6902).
    public static let jsonPatch = Self(constant: "application/json-patch+json")
    /// JSON Patch Query (TMF630 part 5).
    public static let jsonPatchQuery = Self(constant: "application/json-patch-query+json")

    /// A Boolean value that indicates whether bodies of the type are JSON: `application/json`, or an `application` type
    /// with the suffix `+json` (RFC 6839 section 3.1).
    public var isJSON: Bool { self == .json || text.hasPrefix("application/") && text.hasSuffix("+json") }

    /// Returns whether an `Accept` field accepts the type (RFC 9110 section 12.5.1).
    ///
    /// The most specific range that covers the type decides; of two equally specific ranges, the accepting one decides.
    /// Parameters of ranges other than the weight are ignored. An empty field accepts every type.
    ///
    /// - Parameter accept: The value of the field.
    /// - Returns: `true` if a response of the type is acceptable.
    public func isAccepted(by accept: String) -> Bool {
        if accept == text { return true }
        let ranges: [String] = ["*/*", text.prefix { $0 != "/" } + "/*", text]
        var best: (rank: Int, isWanted: Bool) = (-1, false)
        var reader = FieldReader(accept)
        reader.skipBlanks()
        if reader.isAtEnd { return true }
        while !reader.isAtEnd {
            if let range = Self(&reader), let rank = ranges.firstIndex(of: range.text) {
                let weight = reader.parameters().first { $0.name == "q" }?.value
                let isWanted = weight.flatMap { Double($0) } ?? 1 > 0
                if rank > best.rank || rank == best.rank && isWanted { best = (rank, isWanted) }
            }
            reader.skipElement()
        }
        return best.isWanted
    }
}

extension MediaType: CustomStringConvertible {
    /// The type and the subtype in lowercase, separated by a slash.
    public var description: String { text }
}
