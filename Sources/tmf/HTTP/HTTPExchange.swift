import Foundation
import Synchronization
import TMForum

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One request and its response, on a separate connection.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
    typealias Outcome = Result<APIResponse, HTTPClientError>

    private struct State {
        var waiting: CheckedContinuation<Outcome, Never>?
        var outcome: Outcome?
        var response: APIResponse?
        var session: URLSession?
        var deadline: Task<Void, Never>?
    }

    private let request: URLRequest
    private let timeout: Duration
    private let bodyLimit: Int
    private let takesCodings: Bool
    private let usesProxies: Bool
    private let state = Mutex(State())

    init(_ request: URLRequest, timeout: Duration, bodyLimit: Int, takesCodings: Bool, usesProxies: Bool) {
        self.request = request
        self.timeout = timeout
        self.bodyLimit = bodyLimit
        self.takesCodings = takesCodings
        self.usesProxies = usesProxies
    }

    /// Sends the request, and resumes the continuation as soon as the outcome is known.
    func start(_ waiting: CheckedContinuation<Outcome, Never>) {
        let early = state.withLock { state -> Outcome? in
            if state.outcome == nil { state.waiting = waiting }
            return state.outcome
        }
        if let early { return waiting.resume(returning: early) }
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        // The session limits only the time between two bytes, so a slow server could make a response last forever.
        let deadline = Task { [timeout] in
            guard (try? await Task.sleep(for: timeout)) != nil else { return }
            self.finish(.failure(.timeout(timeout)))
        }
        let isFinished = state.withLock { state in
            if state.outcome == nil {
                state.session = session
                state.deadline = deadline
            }
            return state.outcome != nil
        }
        guard !isFinished else {
            deadline.cancel()
            return session.invalidateAndCancel()
        }
        session.dataTask(with: request).resume()
    }

    func cancel() { finish(.failure(.cancelled)) }

    private var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.urlCredentialStorage = nil
        #if !canImport(FoundationNetworking)
        // On Linux the proxies are in the environment.
        if !usesProxies { configuration.connectionProxyDictionary = [:] }
        #endif
        // Later than the deadline, so that there is only one reason for a timeout.
        configuration.timeoutIntervalForRequest = Double(timeout.components.seconds) + 60
        return configuration
    }

    /// The reason not to read the body of a response, or `nil` to read it.
    private func problem(with head: APIResponse) -> HTTPClientError? {
        let coding = head.headers[.contentEncoding]?.lowercased() ?? "identity"
        guard !takesCodings, coding != "identity", !coding.isEmpty else { return nil }
        return HTTPClientError(.unusable, "the body is encoded as '\(coding)', which was not requested")
    }

    private func finish(_ outcome: Outcome) {
        let finished = state.withLock { state -> State? in
            guard state.outcome == nil else { return nil }
            let before = state
            state = State(outcome: outcome)
            return before
        }
        guard let finished else { return }
        finished.deadline?.cancel()
        finished.waiting?.resume(returning: outcome)
        // On Linux this waits for the queue that reads, possibly forever.
        if let session = finished.session { DispatchQueue.global().async { session.invalidateAndCancel() } }
    }

    // MARK: - URLSessionDataDelegate

    /// Treats a redirect as the response, so that the report shows it.
    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse, newRequest _: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    /// Treats a request for credentials as the response, because all credentials were sent with the request.
    func urlSession(
        _: URLSession, task _: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        guard challenge.protectionSpace.isAskedForByHTTP else {
            return completionHandler(.performDefaultHandling, nil)
        }
        // On Linux the complete response arrives before the challenge, and would be lost after it.
        if let response = state.withLock({ $0.response }) { finish(.success(response)) }
        completionHandler(.rejectProtectionSpace, nil)
    }

    func urlSession(
        _: URLSession, dataTask _: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        defer { completionHandler(.allow) }
        do throws(HTTPClientError) {
            let head = try APIResponse(headOf: response)
            state.withLock { $0.response = head }
            if let problem = problem(with: head) { finish(.failure(problem)) }
        } catch {
            finish(.failure(error))
        }
    }

    func urlSession(_: URLSession, dataTask _: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = state.withLock { state in
            state.response?.body += data
            return (state.response?.body.count ?? 0) > bodyLimit
        }
        if isTooLong { finish(.failure(HTTPClientError(.tooLong, "the body has more than \(bodyLimit) bytes"))) }
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let error { return finish(.failure(HTTPClientError(error))) }
        if let response = state.withLock({ $0.response }) { return finish(.success(response)) }
        do throws(HTTPClientError) {
            finish(.success(try APIResponse(headOf: task.response)))
        } catch {
            finish(.failure(error))
        }
    }
}

extension URLProtectionSpace {
    /// A Boolean value that indicates whether a response asks for credentials; on systems other than Linux, connections do too.
    fileprivate var isAskedForByHTTP: Bool {
        #if canImport(FoundationNetworking)
        true
        #else
        ![NSURLAuthenticationMethodServerTrust, NSURLAuthenticationMethodClientCertificate]
            .contains(authenticationMethod)
        #endif
    }
}

extension HTTPClientError {
    /// Creates an error from the one of a session.
    fileprivate init(_ error: any Error) {
        let code: Code =
            switch (error as? URLError)?.code {
            case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet, .timedOut:
                .noConnection
            case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateHasUnknownRoot,
                .serverCertificateNotYetValid, .serverCertificateUntrusted, .clientCertificateRequired,
                .clientCertificateRejected:
                .insecureConnection
            case .badURL: .notSendable
            default: .connectionLost
            }
        self.init(code, error.localizedDescription)
    }
}

extension APIResponse {
    /// Creates a response with the status and the header fields, sorted by name because their order is not known.
    fileprivate init(headOf response: URLResponse?) throws(HTTPClientError) {
        let noHTTP = HTTPClientError(.connectionLost, "the response is not an HTTP response")
        guard let response = response as? HTTPURLResponse else { throw noHTTP }
        var fields: [APIHeaders.Field] = []
        for (name, value) in response.allHeaderFields {
            guard let text = name as? String, let value = value as? String else { continue }
            guard let name = APIHeaders.Name(text) else { throw noHTTP }
            fields.append(APIHeaders.Field(name: name, value: value.trimmingCharacters(in: .whitespaces)))
        }
        fields.sort { $0.name.text < $1.name.text }
        self.init(status: response.statusCode, headers: APIHeaders(fields))
    }
}
