public import TMFExchange
import TMFJSON
import TMFModels
import TMFStore

extension EventListener {
    /// The maximum number of bytes in the identifier of an event.
    private static let longestID = 255

    /// Responds to a request that delivers an event.
    ///
    /// Every request gets a response.
    ///
    /// - Parameter request: The request.
    /// - Returns: The response, with the status 204 and no body, or an error of the form of the APIs.
    public func respond(to request: APIRequest) async -> APIResponse {
        do throws(EventRefusal) {
            try await take(request)
            return APIResponse(status: 204)
        } catch {
            if let observer, let cause = error.underlyingError { observer(cause, request) }
            return error.response
        }
    }

    private func take(_ request: APIRequest) async throws(EventRefusal) {
        guard isCallback(request.path) else {
            throw EventRefusal(.notFound, "No listener exists at \(request.path).")
        }
        guard request.method == .post else {
            throw EventRefusal(
                .methodNotAllowed, "\(request.method) is not allowed; use POST.", headers: [.allow: "POST"])
        }
        guard request.body.count <= limits.bytes else {
            throw EventRefusal(.bodyTooLarge, "The body is too long; the limit is \(limits.bytes) bytes.")
        }
        let messageID = try verifiedID(of: request)
        let document = try document(request.body)
        let handlers = handlers.handlers(for: try type(of: document))
        guard !handlers.isEmpty else { return }
        let id = try id(of: document, messageID)
        guard claims.claim(id) else { throw .inProgress }
        defer { claims.release(id) }
        do {
            guard try await !seen.contains(id) else { return }
            var changes: [StoreChange] = []
            for handle in handlers { changes += try await handle(document) }
            // If another process was faster, its changes are made, and those of this one are not.
            _ = try await seen.insert(id, with: changes)
        } catch {
            throw EventRefusal(error)
        }
    }

    // MARK: - Parts of a request

    /// Returns whether a path is that of the callback, or the path of an event below it.
    private func isCallback(_ requested: String) -> Bool {
        guard let callback = Self.segments(of: path), let segments = Self.segments(of: requested),
            segments.starts(with: callback)
        else { return false }
        let rest = segments.dropFirst(callback.count)
        return rest.count < 2 || rest.count == 2 && rest.first == "listener"
    }

    /// Returns the decoded segments of a path, or `nil` if the path is not percent-encoded UTF-8.
    private static func segments(of path: String) -> [String]? {
        var segments: [String] = []
        for segment in path.split(separator: "/") {
            guard let segment = PercentEncoding.decoded(segment) else { return nil }
            segments.append(segment)
        }
        return segments
    }

    /// Returns the identifier in the header fields of an event, or `nil` if the event is not signed and has none there.
    private func verifiedID(of request: APIRequest) throws(EventRefusal) -> String? {
        guard let secrets else {
            return request.headers[.webhookID].map { String($0.trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        do throws(WebhookError) {
            return try StandardWebhooks.verify(
                request.headers, body: request.body, with: secrets, at: now(), tolerance: tolerance)
        } catch {
            throw EventRefusal(
                .invalidSignature, "The event is not accepted: \(error).",
                headers: [.wwwAuthenticate: "StandardWebhooks"], underlyingError: error)
        }
    }

    private func document(_ body: [UInt8]) throws(EventRefusal) -> JSONDocument {
        do throws(JSONParsingError) {
            return try JSONDocument(parsing: body, limits: limits)
        } catch {
            throw EventRefusal(.invalidBody, "The body is not valid JSON: \(error).", underlyingError: error)
        }
    }

    private func type(of event: JSONDocument) throws(EventRefusal) -> String {
        guard event.root.kind == .object else {
            throw EventRefusal(.invalidBody, "The body must be a JSON object, not \(event.root.kind).")
        }
        let pointer: JSONPointer = "/eventType"
        guard let type = event.root["eventType"], !type.isNull, !type.isString("") else {
            throw EventRefusal(Finding(.missing, at: pointer, "an event must have a type"))
        }
        guard let name = type.stringValue else {
            throw EventRefusal(
                Finding(.typeMismatch, at: pointer, "the type of an event must be a string, not \(type.kind)"))
        }
        return name
    }

    /// Returns the identifier by which an event is recognized, in all listeners that share a memory.
    private func id(of event: JSONDocument, _ messageID: String?) throws(EventRefusal) -> String {
        let eventID = event.root["eventId"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        // An event without an identifier is never recognized, so that it may be handled twice, but is not lost.
        guard let id = messageID ?? eventID else { return UniqueIdentifier.random() }
        guard id.utf8.count <= Self.longestID else {
            throw EventRefusal(
                messageID == nil ? .invalidBodyField : .invalidHeaderValue,
                "The identifier of an event must have at most \(Self.longestID) bytes.")
        }
        return "\(path) \(id)"
    }
}
