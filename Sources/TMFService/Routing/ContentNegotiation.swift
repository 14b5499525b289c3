import TMFExchange

/// Media types of requests and responses.
enum ContentNegotiation {
    static let json = "application/json"
    /// The type of every response with a body.
    static let responseType = "application/json;charset=utf-8"

    /// Throws 406 if a request excludes JSON (RFC 9110 section 12.5.1).
    static func checkAccept(of request: APIRequest) throws(ServiceError) {
        guard let accept = request.headers[.accept], accept != json, !accept.trimmed.isEmpty else { return }
        // The most specific range that covers JSON decides.
        var best: (rank: Int, isWanted: Bool) = (-1, false)
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.trimmed.lowercased() }
            guard let type = parts.first, let rank = ["*/*", "application/*", json].firstIndex(of: type) else {
                continue
            }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            let isWanted = quality.map { (Double($0) ?? 1) > 0 } ?? true
            if rank > best.rank || rank == best.rank && isWanted { best = (rank, isWanted) }
        }
        guard best.isWanted else {
            throw ServiceError(.notAcceptable, "Responses are \(json); Accept excludes it.")
        }
    }

    /// The type of a request's body without its parameters, in lower case; JSON if the request does not say.
    static func type(of request: APIRequest) -> String {
        guard let given = request.headers[.contentType], given != json else { return json }
        let type = given.prefix { $0 != ";" }.trimmed.lowercased()
        return type.isEmpty ? json : type
    }

    /// The refusal of a type of body.
    ///
    /// - Parameters:
    ///   - type: The type that was given.
    ///   - types: The types that are taken.
    ///   - header: The header field that names them.
    /// - Returns: The error.
    static func unsupported(_ type: String, _ types: [String], header: APIHeaders.Name) -> ServiceError {
        ServiceError(
            .unsupportedMediaType, "The body must be \(types.joined(separator: " or ")), not '\(type)'.",
            headers: [header: types.joined(separator: ", ")])
    }
}
