import TMFExchange
import TMFJSON

extension APIRequest {
    /// The media type of the body, JSON if the request does not say; `nil` if what it says is not one.
    var mediaType: MediaType? {
        guard let given = headers[.contentType], given != MediaType.json.text, !given.trimmed.isEmpty else {
            return .json
        }
        return MediaType(given)
    }

    /// Returns the refusal of the body for its type.
    ///
    /// - Parameters:
    ///   - types: The types that are taken.
    ///   - field: The header field that names them in the answer.
    /// - Returns: The error, with 415.
    func unsupportedMediaType(_ types: [MediaType], listedIn field: APIHeaders.Name) -> ServiceError {
        let given = mediaType?.text ?? headers[.contentType] ?? ""
        let names = types.map(\.text)
        return ServiceError(
            .unsupportedMediaType, "The body must be \(names.joined(separator: " or ")), not '\(given)'.",
            headers: [field: names.joined(separator: ", ")])
    }

    /// Returns the body.
    ///
    /// - Parameters:
    ///   - limits: The most that it may ask for.
    ///   - kind: The expected body, in words.
    /// - Returns: The body.
    /// - Throws: ``ServiceError`` with 400 or 413 if there is no body or it is not JSON within the limits.
    func document(_ limits: JSONLimits, expecting kind: String) throws(ServiceError) -> JSONDocument {
        guard !body.isEmpty else { throw ServiceError(.missingBody, "The body must be \(kind).") }
        do throws(JSONParsingError) {
            return try JSONDocument(parsing: body, limits: limits)
        } catch {
            throw ServiceError(
                error.code == .tooLong ? .bodyTooLarge : .invalidBody, "The body is not valid JSON: \(error).")
        }
    }
}
