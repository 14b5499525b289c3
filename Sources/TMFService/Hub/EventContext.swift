import TMFEvents
import TMFExchange
import TMFJSON
import TMFQuery
import TMFStore

/// A request for events that is being processed.
struct EventContext {
    let service: ServiceParts
    let request: APIRequest
    let events: ServedEvents
    /// The resources that the client may see.
    let scope: EventScope
    /// The limit of requests that wait for events.
    let waits: RequestGate
    let record: RequestRecord?

    private var limits: ServiceLimits { service.configuration.limits }
    private var store: any ResourceStore { service.store }

    func list() async throws -> APIResponse {
        let isStream = try acceptsStream()
        let parameters = try EventParameters(
            request, of: events, ignoring: service.configuration.ignoredParameters, limits: limits)
        let wait = request.method == .head ? .zero : try self.wait()
        let range = try await store.feedRange()
        let start = parameters.cursor ?? EventCursor(after: range.upperBound)
        guard start.commit <= range.upperBound else {
            // The position is that of another store, or of a later state of this one.
            throw expired("The store has no events after \(start) yet.", range)
        }
        var page: EventPage
        do {
            page = try await self.page(after: start, parameters)
            if page.events.isEmpty, page.isLast, wait > .zero, waits.enter() {
                defer { waits.leave() }
                try await store.waitForEvent(
                    after: page.cursor, matching: parameters.query, in: scope, rules: events.rules, atMost: wait,
                    sleep: service.environment.sleep)
                page = try await self.page(after: page.cursor, parameters)
            }
        } catch let error as StoreError where error.code == .changesExpired {
            throw expired("The store no longer keeps the events after \(start).", try await store.feedRange())
        }
        let text = isStream ? stream(&page, parameters.query) : array(&page, parameters.query)
        record?.note { [count = page.events.count] notes in notes.total = count }
        var headers: APIHeaders = [
            .contentType: isStream ? MediaType.eventStream.text : APIResponse.contentType,
            .eventCursor: page.cursor.description,
        ]
        if isStream { headers[.cacheControl] = "no-store" }
        let next = parameters.address(service.environment.publicURL + events.path, after: page.cursor)
        headers[.link] = LinkHeader([.init(linkable: next, relation: "next")]).text
        if wait > .zero { headers[.preferenceApplied] = "wait=\(wait.components.seconds)" }
        return APIResponse(status: 200, headers: headers, body: text)
    }

    // MARK: - Reading

    private func page(after cursor: EventCursor, _ parameters: EventParameters) async throws -> EventPage {
        try await store.eventPage(
            after: cursor, limit: parameters.limit, commits: Self.commitsPerPage, matching: parameters.query,
            in: scope, rules: events.rules)
    }

    /// The maximum number of commits that one request reads, however few of them have events for the client.
    private static let commitsPerPage = 10_000

    private func expired(_ message: String, _ range: ClosedRange<UInt64>) -> ServiceError {
        let oldest = EventCursor(after: range.lowerBound)
        return ServiceError(
            .gone, "\(message) Read the resources again, and go on after \(oldest).",
            headers: [.eventCursor: oldest.description])
    }

    // MARK: - Header fields

    /// Returns whether the client wants server-sent events, which it must name.
    private func acceptsStream() throws(ServiceError) -> Bool {
        guard let accept = request.headers[.accept] else { return false }
        if MediaType.json.isAccepted(by: accept) { return false }
        guard MediaType.eventStream.isAccepted(by: accept) else {
            throw ServiceError(
                .notAcceptable, "The response is \(MediaType.json) or \(MediaType.eventStream), which Accept excludes.")
        }
        return true
    }

    /// Returns the time that the client is ready to wait for events (RFC 7240 section 4.3).
    private func wait() throws(ServiceError) -> Duration {
        guard let text = Preferences(request.headers)["wait"], let seconds = UInt32(text) else { return .zero }
        return max(min(.seconds(seconds), limits.longestWait), .zero)
    }

    // MARK: - Bodies

    /// Returns the events as an array, as many as one response may contain.
    private func array(_ page: inout EventPage, _ query: EventQuery) -> [UInt8] {
        var body: [UInt8] = [UInt8(ascii: "[")]
        append(&page, query, to: &body) { text, _, body in
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            body += text
        }
        body.append(UInt8(ascii: "]"))
        return body
    }

    /// Returns the events as server-sent events, as many as one response may contain.
    private func stream(_ page: inout EventPage, _ query: EventQuery) -> [UInt8] {
        var body: [UInt8] = []
        append(&page, query, to: &body) { text, event, body in
            body += "id: \(event.cursor)\nevent: \(event.type)\n".utf8
            for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
                body += "data: ".utf8
                body += line
                body.append(0x0A)
            }
            body.append(0x0A)
        }
        // A block without data moves the position of the client, and shows that the server is there.
        body += "id: \(page.cursor)\n\n".utf8
        return body
    }

    private func append(
        _ page: inout EventPage, _ query: EventQuery, to body: inout [UInt8],
        as write: ([UInt8], PublishedEvent, inout [UInt8]) -> Void
    ) {
        let shape = EventShape(fields: query.fields, size: events.eventSize)
        for (place, event) in page.events.enumerated() {
            let text = event.serialized(shape)
            if place > 0, body.count + text.count > limits.pageBytes { return page.cut(at: place) }
            write(text, event, &body)
        }
    }
}

extension APIHeaders.Name {
    /// The position in the feed of events up to which a response contains everything.
    static let eventCursor: Self = "tmf-cursor"
}
