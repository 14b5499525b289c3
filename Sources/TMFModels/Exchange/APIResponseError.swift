public import TMFExchange
import TMFJSON

/// The reason a response does not hold the requested value: its status is 400 or higher, or its body has another form.
///
/// `APIResponse.value(as:)` throws it. A response can also be asked for its error:
///
/// ```swift
/// if let error = APIResponseError(response), error.status == 404 { return nil }
/// ```
public struct APIResponseError: Error, Sendable {
    /// The response, with its header fields and its body as they came.
    public let response: APIResponse
    /// The error that the server describes in the form of the TM Forum APIs, or `nil` if the status is below 400 or the body
    /// is not a JSON object.
    public let body: APIError?
    /// The problems of the request's body, as far as the server names them in the form of this library's service.
    public let findings: [Finding]
    /// The error that came up while the body was read, or `nil` if the status is the error.
    public let underlyingError: (any Error)?

    /// Creates the error of a response, or returns `nil` if the status is below 400.
    ///
    /// - Parameter response: The response.
    public init?(_ response: APIResponse) {
        guard response.status >= 400 else { return nil }
        self.response = response
        body = try? APIError(parsing: response.body)
        findings = (body?.additionalMembers["findings"]?.arrayValue ?? []).compactMap { Finding(json: $0) }
        underlyingError = nil
    }

    /// Creates the error of a response with another body than the one that was asked for.
    init(_ response: APIResponse, underlyingError: any Error) {
        self.response = response
        body = nil
        findings = []
        self.underlyingError = underlyingError
    }

    /// The status code of HTTP, such as 404.
    public var status: Int { response.status }
}

extension APIResponseError: CustomStringConvertible {
    /// The number of bytes that are shown of a body in an unknown form.
    private static let shownBytes = 200

    /// The status, the reason, and every problem that the server names.
    public var description: String {
        var parts: [String] = []
        if let underlyingError {
            parts = ["\(underlyingError)"]
        } else {
            parts = [body?.reason, body?.message].compactMap(\.self)
            parts += findings.map(\.description).filter { $0 != body?.message }
        }
        if parts.isEmpty { parts = [response.body.isEmpty ? "no body" : shownBody] }
        return "status \(status): " + parts.joined(separator: ": ")
    }

    /// The start of the body, on one line.
    private var shownBody: String {
        let text = String(decoding: response.body.prefix(Self.shownBytes), as: UTF8.self)
        let line = text.split { $0.isWhitespace }.joined(separator: " ")
        return response.body.count > Self.shownBytes ? line + "…" : line
    }
}
