import TMFExchange

/// What a client would like, as far as the service knows it (RFC 7240).
struct Preferences {
    /// How unknown attributes are to be handled.
    enum Handling: String {
        case strict
        case lenient
    }

    /// How unknown attributes are to be handled, if the client says so.
    private(set) var handling: Handling?

    /// Reads the preferences of a request; of two with one name the first counts, and what is not known is passed over.
    init(_ request: APIRequest) {
        guard let value = request.headers[.prefer] else { return }
        for preference in value.split(separator: ",") {
            let text = preference.prefix { $0 != ";" }
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].trimmed.lowercased() == "handling" else { continue }
            var word = parts[1].trimmed
            if word.count > 1, word.first == "\"", word.last == "\"" { word = word.dropFirst().dropLast() }
            handling = Handling(rawValue: word.lowercased())
            return
        }
    }

    /// The header field that tells what was done (RFC 7240 section 3), if a preference was followed.
    var applied: String? { handling.map { "handling=\($0.rawValue)" } }
}
