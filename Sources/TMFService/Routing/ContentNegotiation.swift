import TMFModels

/// Media types of requests and responses.
enum ContentNegotiation {
    static let json = "application/json"
    static let mergePatch = "application/merge-patch+json"
    /// The type of every response with a body.
    static let responseType = "application/json;charset=utf-8"

    /// Throws 406 if a request excludes JSON (RFC 9110 section 12.5.1).
    static func checkAccept(of request: APIRequest) throws {
        guard let accept = request.headers["Accept"], !trimmed(accept[...]).isEmpty else { return }
        // The most specific range that covers JSON decides.
        var best: (rank: Int, isWanted: Bool) = (-1, false)
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { trimmed($0).lowercased() }
            guard let type = parts.first, let rank = ["*/*", "application/*", json].firstIndex(of: type) else {
                continue
            }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            let isWanted = quality.map { (Double($0) ?? 1) > 0 } ?? true
            if rank > best.rank || rank == best.rank && isWanted { best = (rank, isWanted) }
        }
        guard best.isWanted else {
            throw ServiceFailure(.notAcceptable, message: "Responses are \(json); Accept excludes it.")
        }
    }

    /// Throws 415 if a request has a body of none of the types; a body without a type is taken for the first.
    static func checkContentType(of request: APIRequest, oneOf types: [String], header: String) throws {
        guard let given = request.headers["Content-Type"] else { return }
        let type = trimmed(given.prefix { $0 != ";" }).lowercased()
        guard !type.isEmpty, !types.contains(type) else { return }
        throw ServiceFailure(
            .unsupportedMediaType,
            message: "The body must be \(types.joined(separator: " or ")), not '\(type)'.",
            headers: [header: types.joined(separator: ", ")]
        )
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
