import Foundation
import TMForum

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests to a server unchanged: it follows no redirect, keeps nothing between two requests, and sends nothing
/// twice.
///
/// Every request has its own connection, because Foundation silently repeats a request on a connection that the server
/// has closed in the meantime.
///
/// On Linux, header fields of a response whose names differ only in case hide each other; those with exactly the same
/// name are joined.
struct HTTPClient: Sendable {
    var server: ServerURL
    /// The time for a response, up to the last byte of its body.
    var timeout = Duration.seconds(30)
    /// The maximum number of bytes of a body.
    var bodyLimit = 8 << 20
    /// The maximum number of bytes of memory for the process that sends the requests.
    var memoryLimit = 160 << 20
    /// Whether the proxies of the user are used.
    var usesProxies = true

    func respond(to request: APIRequest) async throws(HTTPClientError) -> APIResponse {
        let exchange = HTTPExchange(
            try urlRequest(for: request), timeout: timeout, bodyLimit: bodyLimit,
            // A request for codings is granted, and the body is decoded.
            takesCodings: request.headers[.acceptEncoding] != nil, usesProxies: usesProxies)
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
                .notSendable, "the target '\(request.target)' cannot be sent unchanged")
        }
        guard request.body.isEmpty || ![.get, .head].contains(request.method) else {
            throw HTTPClientError(.notSendable, "a \(request.method) request cannot be sent with a body")
        }
        var result = URLRequest(url: url)
        result.httpMethod = request.method.rawValue
        guard result.httpMethod == request.method.rawValue else {
            throw HTTPClientError(.notSendable, "the method '\(request.method)' cannot be sent unchanged")
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
            // Without a type, Foundation would declare the body to be that of a form.
            if request.headers[.contentType] == nil {
                result.setValue("text/plain", forHTTPHeaderField: APIHeaders.Name.contentType.text)
            }
        }
        if request.headers[.userAgent] == nil {
            result.setValue("tmf/\(Version.current)", forHTTPHeaderField: "User-Agent")
        }
        // The check must see the body as the server sends it.
        if request.headers[.acceptEncoding] == nil {
            result.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        }
        return result
    }

    /// Returns a Boolean value that indicates whether a path has segments that are resolved before sending (RFC 3986 section 5.2.4).
    private static func hasDotSegments(_ path: String) -> Bool {
        path.split(separator: "/").contains {
            let segment = $0.lowercased().replacing("%2e", with: ".")
            return segment == "." || segment == ".."
        }
    }
}
