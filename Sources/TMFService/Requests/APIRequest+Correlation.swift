import TMFExchange
import TMFJSON

extension APIRequest {
    /// The greatest number of characters in an identifier that is taken from a request.
    private static let longestCorrelation = 128

    /// The identifier that a request shares with others of the same cause, or `nil` if it has none that can be used.
    ///
    /// It is the value of `X-Correlation-ID` or `x-correlator`, or the trace of `traceparent` (W3C Trace Context).
    var correlationID: String? {
        correlation(.correlationID) ?? correlation(.correlator) ?? headers[.traceParent].flatMap { Self.trace(in: $0) }
    }

    private func correlation(_ name: APIHeaders.Name) -> String? {
        guard let text = headers[name]?.trimmed, !text.isEmpty,
            text.utf8.count <= 4 * Self.longestCorrelation, text.unicodeScalars.count <= Self.longestCorrelation,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        return String(text)
    }

    /// Returns the identifier of the trace that a field `traceparent` names.
    private static func trace(in text: String) -> String? {
        let parts = text.trimmed.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, isHexadecimal(parts[0], 2), parts[0] != "ff", isHexadecimal(parts[1], 32),
            isHexadecimal(parts[2], 16), isHexadecimal(parts[3], 2), parts.count == 4 || parts[0] != "00",
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        return String(parts[1])
    }

    private static func isHexadecimal(_ text: Substring, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
    }
}

extension APIHeaders.Name {
    fileprivate static let correlationID: Self = "X-Correlation-ID"
    fileprivate static let correlator: Self = "x-correlator"
    fileprivate static let traceParent: Self = "traceparent"
}
