import TMFExchange
import TMFJSON
import TMFModels
import TMFStore

extension EventHub {
    /// Delivers an event once.
    package func deliver(_ attempt: DeliveryEngine.Attempt) async -> DeliveryOutcome {
        let subscription = attempt.subscription
        guard callbacks.findings(in: subscription.callback).isEmpty else { return .notPermitted }
        let message: EventMessage
        do {
            guard let found = try await self.message(attempt) else { return .acknowledged }
            message = found
        } catch {
            // The store cannot be read at the moment.
            return .unavailable()
        }
        do throws(SendFailure) {
            let url = message.url
            let response = try await sender.send(message) { [callbacks] in callbacks.permits($0, for: url) }
            return DeliveryOutcome(status: response.status, retryAfter: pause(response.headers[.retryAfter]))
        } catch {
            if error.code == .notPermitted { observer?(HubEvent(kind: .blocked, subscription: subscription.id)) }
            return .unavailable()
        }
    }

    /// Returns the message for an attempt, or `nil` if a refused event is no longer kept.
    private func message(_ attempt: DeliveryEngine.Attempt) async throws -> EventMessage? {
        let options = attempt.subscription.options
        let (id, type, body, correlationID): (String, String, [UInt8], String?)
        switch attempt.content {
        case .event(let event):
            (id, type, correlationID) = (event.id, event.type, event.correlationID)
            body = self.body(of: event, for: attempt.subscription)
        case .deadLetter(let key):
            guard let letter = try await store.resource(for: key).flatMap({ DeadLetter($0.document) }) else {
                return nil
            }
            (id, type, body, correlationID) = (letter.eventID, letter.type, letter.body, nil)
        }
        var headers = options.headers
        headers[.contentType] =
            options.format == .cloudEvents ? "application/cloudevents+json" : "application/json;charset=utf-8"
        headers[.userAgent] = "swift-tmforum"
        let signature = try StandardWebhooks.sign(
            id: id, at: environment.now(), body: body, with: await secrets(of: attempt.subscription))
        for field in signature.fields { headers[field.name] = field.value }
        headers["tmf-subscription"] = attempt.subscription.id
        headers["tmf-event-number"] = attempt.number.map { String($0) }
        if attempt.isReplay { headers["tmf-delivery"] = "replay" }
        headers["X-Correlation-ID"] = correlationID
        return EventMessage(
            to: options.target == .eventPath
                ? attempt.subscription.callback.appending(type) : attempt.subscription.callback,
            headers: headers, body: body, connectTimeout: policy.connectTimeout, timeout: policy.timeout)
    }

    /// Returns the text of an event in the form that a listener asked for.
    func body(of event: PublishedEvent, for subscription: Subscription) -> [UInt8] {
        let options = subscription.options
        return event.serialized(
            EventShape(
                payload: options.payload, includesPreviousValues: options.includesPreviousValues,
                format: options.format, fields: subscription.query.fields, publicURL: environment.publicURL,
                size: policy.eventSize))
    }

    /// Returns the pause that a `Retry-After` field asks for (RFC 9110 section 10.2.3), or `nil` for none.
    private func pause(_ field: String?) -> Duration? {
        guard let field else { return nil }
        if let seconds = UInt32(field) { return .seconds(seconds) }
        guard let date = Timestamp(httpDate: field) else { return nil }
        return max(date - environment.now(), .zero)
    }
}

extension CallbackURL {
    /// The URL of an event below a callback: `/customerCreateEvent` for `CustomerCreateEvent`.
    fileprivate func appending(_ type: String) -> CallbackURL {
        let parts = description.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].hasSuffix("/") ? parts[0].dropLast() : parts[0]
        let text = "\(path)/\(type.prefix(1).lowercased())\(type.dropFirst())"
        // The name of an event is part of the application, so the URL is one, too.
        return (try? CallbackURL(parts.count > 1 ? "\(text)?\(parts[1])" : text)) ?? self
    }
}

extension Timestamp {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads a date in the preferred form of HTTP (RFC 9110 section 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    fileprivate init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = Self.months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let digits = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        guard let date = try? Timestamp("\(parts[3])-\(digits)-\(parts[1])T\(parts[4])Z") else { return nil }
        self = date
    }
}
