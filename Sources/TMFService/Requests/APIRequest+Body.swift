import TMFExchange
import TMFJSON

extension APIRequest {
    /// The media type of the body, which is JSON by default, or `nil` if the header field is not a media type.
    var mediaType: MediaType? {
        guard let given = headers[.contentType], given != MediaType.json.text, !given.trimmed.isEmpty else {
            return .json
        }
        return MediaType(given)
    }

    /// Returns the error for a body of an unsupported type.
    ///
    /// - Parameters:
    ///   - types: The supported types.
    ///   - field: The header field that lists them in the response.
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
    ///   - limits: The limits of the body.
    ///   - kind: A description of the expected body.
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
