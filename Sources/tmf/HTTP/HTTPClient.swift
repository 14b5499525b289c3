import Foundation
import TMForum

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests to a server as they are: no redirect is followed, nothing is kept between two requests, nothing is
/// sent twice.
///
/// Every request has a connection of its own, since a request on a connection that the server has closed meanwhile
/// would be sent again without a word.
///
/// On Linux, header fields of a response that differ only in the case of their name hide each other; those with the very
/// same name are joined.
struct HTTPClient: Sendable {
    var server: ServerURL
    /// How long a response may take, up to the last byte of its body.
    var timeout = Duration.seconds(30)
    /// The number of bytes of a body that are read at most.
    var bodyLimit = 8 << 20
    /// The number of bytes of memory that a process may take that sends requests and nothing else.
    var memoryLimit = 160 << 20

    func respond(to request: APIRequest) async throws(HTTPClientError) -> APIResponse {
        let exchange = HTTPExchange(
            try urlRequest(for: request), timeout: timeout, bodyLimit: bodyLimit,
            // Who asks for codings gets them, unpacked.
            takesCodings: request.headers[.acceptEncoding] != nil)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { exchange.start($0) }
        } onCancel: {
            exchange.cancel()
        }
        return try result.get()
    }

    private func urlRequest(for request: APIRequest) throws(HTTPClientError) -> URLRequest {
        let text = server.origin + request.target
        guard request.target.hasPrefix("/"), !request.target.contains("#"), !Self.hasDotSegments(request.path),
            let url = URL(string: text, encodingInvalidCharacters: false), url.absoluteString == text
        else {
            throw HTTPClientError(
                .notSendable, "the target '\(request.target)' cannot be sent as it is, only in another form")
        }
        guard request.body.isEmpty || ![.get, .head].contains(request.method) else {
            throw HTTPClientError(.notSendable, "a \(request.method) request cannot be sent with a body")
        }
        var result = URLRequest(url: url)
        result.httpMethod = request.method.rawValue
        guard result.httpMethod == request.method.rawValue else {
            throw HTTPClientError(.notSendable, "the method '\(request.method)' cannot be sent as it is")
        }
        for field in request.headers.fields {
            do throws(HTTPField.Failure) {
                try HTTPField.check(field)
            } catch {
                throw HTTPClientError(.notSendable, error.description)
            }
            result.addValue(field.value, forHTTPHeaderField: field.name.text)
        }
        if !request.body.isEmpty {
            result.httpBody = Data(request.body)
            // Without a type the body would be said to be that of a form.
            if request.headers[.contentType] == nil {
                result.setValue("text/plain", forHTTPHeaderField: APIHeaders.Name.contentType.text)
            }
        }
        if request.headers[.userAgent] == nil {
            result.setValue("tmf/\(Version.current)", forHTTPHeaderField: "User-Agent")
        }
        // The body is to be seen as the server sends it.
        if request.headers[.acceptEncoding] == nil {
            result.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        }
        return result
    }

    /// Whether a path has segments that are resolved before it is sent (RFC 3986 section 5.2.4).
    private static func hasDotSegments(_ path: String) -> Bool {
        path.split(separator: "/").contains {
            let segment = $0.lowercased().replacing("%2e", with: ".")
            return segment == "." || segment == ".."
        }
    }
}
