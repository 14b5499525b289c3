import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Responses of a listener")
struct EventListenerTests {
    private let hub = Hub()
    private let handled = Log<String>()
    private let observed = Log<String>()

    /// A listener that notes the customers that were created.
    private var listener: EventListener {
        Hub.listener(observer: observed).on(CustomerCreateEvent.self) { [handled] event in
            handled.add(event.event?.customer?.id ?? "")
        }
    }

    private struct Failure: Error {}

    // MARK: - Handled

    @Test("An event that was handled is answered with 204 and nothing else")
    func handledEvent() async throws {
        let events = Log<CustomerCreateEvent>()
        let response = await Hub.listener().on(CustomerCreateEvent.self) { events.add($0) }
            .respond(to: try hub.request(Hub.created))
        #expect(response == APIResponse(status: 204))
        let event = try #require(events.values.first)
        #expect(events.count == 1)
        #expect(event.eventId == "e1")
        #expect(event.event?.customer?.name == "Ada")
        #expect(event.json == Hub.created)
    }

    @Test("An event that arrives again is answered with 204, but not handled again")
    func seen() async throws {
        let listener = listener
        for _ in 0..<3 { #expect(await listener.respond(to: try hub.request(Hub.created)).status == 204) }
        #expect(handled.count == 1)
        // A copy of the listener with another handler knows the same events.
        let copy = listener.onUnknown { _ in }
        #expect(await copy.respond(to: try hub.request(Hub.created)).status == 204)
        #expect(handled.count == 1)
        #expect(await listener.respond(to: try hub.request(Hub.created, id: "6f0c-1s")).status == 204)
        #expect(handled.count == 2)
    }

    @Test("All handlers of an event run, in order")
    func severalHandlers() async throws {
        let order = Log<Int>()
        let listener = Hub.listener().on(CustomerCreateEvent.self) { _ in order.add(1) }
            .on(CustomerDeleteEvent.self) { _ in order.add(2) }
            .on(CustomerCreateEvent.self) { _ in order.add(3) }
            .onUnknown { _ in order.add(4) }
        #expect(await listener.respond(to: try hub.request(Hub.created)).status == 204)
        #expect(order.values == [1, 3])
    }

    @Test("A type without a handler is accepted, or given to the handler of unknown types")
    func unknownType() async throws {
        let event: JSONValue = ["eventType": "TroubleTicketCreateEvent", "event": ["troubleTicket": ["id": "7"]]]
        #expect(await listener.respond(to: try hub.request(event)).status == 204)
        #expect(handled.count == 0)
        let documents = Log<JSONDocument>()
        let curious = listener.onUnknown { documents.add($0) }
        #expect(await curious.respond(to: try hub.request(event)).status == 204)
        #expect(await curious.respond(to: try hub.request(event)).status == 204)
        #expect(await curious.respond(to: try hub.request(Hub.created, id: "2")).status == 204)
        #expect(documents.values.map { JSONValue($0) } == [event])
        #expect(handled.count == 1)
        let failing = listener.onUnknown { _ in throw EventRejection("unknown") }
        #expect(expectRefusal(await failing.respond(to: try hub.request(event, id: "3")), 422, "2") == "unknown")
    }

    @Test("A model of the application can be an event")
    func ownEvent() async throws {
        struct TicketEvent: Model, Sendable {
            var eventType: String?
            var timeOccurred: Timestamp?
            var additionalMembers = JSONObject()

            struct Attributes: Sendable {
                let eventType = Attribute("eventType", \TicketEvent.eventType)
                let timeOccurred = Attribute("timeOccurred", \TicketEvent.timeOccurred)
            }
            static let attributes = AttributeSet<TicketEvent>(Attributes())
            static var typeName: String { "TicketCreateEvent" }
        }
        let times = Log<String?>()
        let listener = Hub.listener().on(TicketEvent.self) { times.add($0.timeOccurred?.text) }
        let time: JSONValue = "2026-11-21T10:30:00Z"
        let events: [JSONValue] = [
            ["eventType": "TicketCreateEvent", "timeOccurred": time],
            ["eventType": "TicketCreationNotification", "timeOcurred": time],
        ]
        for (id, event) in events.enumerated() {
            #expect(await listener.respond(to: try hub.request(event, id: "\(id)")).status == 204)
        }
        #expect(times.values == ["2026-11-21T10:30:00Z", "2026-11-21T10:30:00Z"])
    }

    // MARK: - Signatures

    @Test("An event without a right signature is answered with 401, and not read")
    func signatures() async throws {
        var unsigned = try hub.request(Hub.created)
        unsigned.headers[.webhookSignature] = nil
        var changed = try hub.request(Hub.created)
        changed.body[5] ^= 1
        let requests: [(APIRequest, String)] = [
            (unsigned, "the header field webhook-signature is missing"),
            (APIRequest(.post, Hub.path, body: Hub.created.serialized()), "the header field webhook-id is missing"),
            (changed, "no signature matches"),
            (try Hub(secrets: [.random()]).request(Hub.created), "no signature matches"),
            (try Hub(time: Hub.now - .seconds(301)).request(Hub.created), "the message was sent too long ago"),
            (try Hub(time: Hub.now + .seconds(301)).request(Hub.created), "the message was sent too far in the future"),
            // A body that would be answered with 400 if it was read.
            (try Hub(secrets: [.random()]).request([0xFF]), "no signature matches"),
        ]
        for (request, message) in requests {
            #expect(
                expectRefusal(await listener.respond(to: request), 401, "41")
                    == "The event is not accepted: \(message).")
        }
        #expect(observed.values == requests.map(\.1))
        #expect(handled.count == 0)
        for time in [Hub.now - .seconds(300), Hub.now + .seconds(300)] {
            #expect(await listener.respond(to: try Hub(time: time).request(Hub.created)).status == 204)
        }
    }

    @Test("An event may be signed with any of the secrets; without secrets, every event is refused")
    func secrets() async throws {
        let secrets = [WebhookSecret.random(), .random(), .random()]
        func status(_ accepted: [WebhookSecret], _ used: WebhookSecret) async throws -> Int {
            let listener = EventListener(at: Hub.path, secrets: accepted, now: { Hub.now })
            return await listener.respond(to: try Hub(secrets: [used]).request(Hub.created)).status
        }
        #expect(try await status(secrets, secrets[0]) == 204)
        #expect(try await status(secrets, secrets[2]) == 204)
        #expect(try await status([secrets[0]], secrets[1]) == 401)
        #expect(try await status([], secrets[0]) == 401)
    }

    @Test("An unsigned listener takes events with and without signatures")
    func unsigned() async throws {
        let listener = EventListener.unsigned(at: Hub.path).on(CustomerCreateEvent.self) { [handled] _ in
            handled.add("")
        }
        #expect(await listener.respond(to: APIRequest(.post, Hub.path, body: Hub.created.serialized())).status == 204)
        #expect(
            await listener.respond(to: try Hub(time: Hub.now - .seconds(1_000_000)).request(Hub.created)).status == 204)
        #expect(handled.count == 2)
    }

    // MARK: - Bodies

    @Test(
        "A body that is not JSON, or not an object, is answered with 400",
        arguments: [
            "", "{", "x", "[]", "null", "\"CustomerCreateEvent\"", "7", "{\"eventType\":\"CustomerCreateEvent\"}}",
            "[{}]",
        ])
    func notJSON(body: String) async throws {
        let response = await listener.onUnknown { _ in }.respond(to: try hub.request(Array(body.utf8)))
        #expect(expectRefusal(response, 400, "22")?.hasPrefix("The body ") == true)
    }

    @Test(
        "A body without an event type is answered with 400 and a finding",
        arguments: [
            ("{}", "23", "missing"), (#"{"eventType":null}"#, "23", "missing"), (#"{"eventType":""}"#, "23", "missing"),
            (#"{"eventType":7}"#, "24", "typeMismatch"),
            (#"{"eventType":["CustomerCreateEvent"]}"#, "24", "typeMismatch"),
            (#"{"@type":"CustomerCreateEvent"}"#, "23", "missing"),
        ])
    func noType(body: String, code: String, finding: String) async throws {
        let response = await listener.onUnknown { _ in }.respond(to: try hub.request(Array(body.utf8)))
        expectRefusal(response, 400, code)
        let findings = try #require(APIResponseError(response)).findings
        #expect(findings.map(\.code.name) == [finding])
        #expect(findings.map(\.pointer.description) == ["/eventType"])
    }

    @Test("A body longer than the limit is answered with 413, and a deeper one with 400")
    func limits() async throws {
        let limits = JSONLimits(depth: 3, bytes: 100)
        let listener = EventListener(at: Hub.path, secrets: [Hub.secret], limits: limits, now: { Hub.now })
        let short = #"{"eventType":"X"}"#
        func status(_ body: String) async throws -> Int {
            await listener.respond(to: try hub.request(Array(body.utf8))).status
        }
        #expect(try await status(short + String(repeating: " ", count: 100 - short.utf8.count)) == 204)
        #expect(try await status(short + String(repeating: " ", count: 101 - short.utf8.count)) == 413)
        #expect(try await status(#"{"eventType":"X","a":[[1]]}"#) == 204)
        #expect(try await status(#"{"eventType":"X","a":[[[1]]]}"#) == 400)
        // The size is limited before the signature is verified.
        let request = APIRequest(.post, Hub.path, body: [UInt8](repeating: 0x20, count: 101))
        expectRefusal(await listener.respond(to: request), 413, "413")
        #expect(EventListener.defaultLimits.bytes > 1 << 20)
    }

    @Test("Whatever bytes arrive, the response is one of the table")
    func fuzz() async throws {
        var random = SplitMix64(seed: 11)
        let valid = Hub.created.serialized()
        let listener = listener
        for id in 0..<2_000 {
            var body = valid
            for _ in 0...random.below(3) { body[random.below(body.count)] = UInt8(random.below(256)) }
            var request = try hub.request(body, id: "\(id)")
            if random.once(in: 4) { request.body.removeLast(random.below(20)) }
            if random.once(in: 4) { request.headers[.webhookTimestamp] = String(random.next()) }
            let status = await listener.respond(to: request).status
            #expect([204, 400, 401].contains(status), "\(request)")
        }
        #expect(handled.count > 20)
    }

    // MARK: - Failures

    @Test("The error of a handler is answered with 500, without its text, and the event is handled when it comes again")
    func failing() async throws {
        let attempts = Log<Int>()
        let listener = Hub.listener(observer: observed).on(CustomerCreateEvent.self) { _ in
            attempts.add(0)
            if attempts.count < 3 { throw Failure() }
        }
        for _ in 0..<2 {
            #expect(expectRefusal(await listener.respond(to: try hub.request(Hub.created)), 500, "1") == nil)
        }
        for _ in 0..<2 { #expect(await listener.respond(to: try hub.request(Hub.created)).status == 204) }
        #expect(attempts.count == 3)
        #expect(observed.values == ["Failure()", "Failure()"])
    }

    @Test("The first handler that throws ends the event")
    func firstFailure() async throws {
        let order = Log<Int>()
        let listener = Hub.listener().on(CustomerCreateEvent.self) { _ in order.add(1) }
            .on(CustomerCreateEvent.self) { _ in throw Failure() }
            .on(CustomerCreateEvent.self) { _ in order.add(3) }
        for _ in 0..<2 { #expect(await listener.respond(to: try hub.request(Hub.created)).status == 500) }
        #expect(order.values == [1, 1])
    }

    @Test("A rejected event is answered with 422 and the reason")
    func rejection() async throws {
        let listener = Hub.listener(observer: observed).on(CustomerCreateEvent.self) { _ in
            throw EventRejection("The customer is unknown.")
        }
        let response = await listener.respond(to: try hub.request(Hub.created))
        #expect(expectRefusal(response, 422, "2") == "The customer is unknown.")
        #expect(observed.values == ["The customer is unknown."])
    }

    @Test(
        "A postponed event is answered with 503 and the delay in seconds, rounded up",
        arguments: [
            (Duration.seconds(60), "60"), (.milliseconds(1), "1"), (.milliseconds(1_001), "2"), (.zero, "0"),
            (.seconds(-5), "0"), (.milliseconds(-1), "0"), (.seconds(Int64.max), "9223372036854775807"),
            (Duration.seconds(Int64.max) + .milliseconds(1), "9223372036854775807"),
        ])
    func postponement(delay: Duration, seconds: String) async throws {
        let listener = Hub.listener().on(CustomerCreateEvent.self) { _ in throw EventPostponement(by: delay) }
        let response = await listener.respond(to: try hub.request(Hub.created))
        expectRefusal(response, 503, "503")
        #expect(response.headers[.retryAfter] == seconds)
    }

    @Test(
        "An error that passes is answered with 503, another one of the store with 500",
        arguments: [
            (StoreError(.unavailable), 503), (StoreError(.full), 503), (StoreError(.locked), 503),
            (StoreError(.revisionMismatch), 503), (CancellationError(), 503), (StoreError(.corrupted), 500),
            (StoreError(.notFound), 500), (StoreError(.duplicateID), 500),
        ] as [(any Error, Int)])
    func passing(error: any Error, status: Int) async throws {
        let listener = Hub.listener(observer: observed).on(CustomerCreateEvent.self) { _ in throw error }
        let response = await listener.respond(to: try hub.request(Hub.created))
        #expect(expectRefusal(response, status, status == 503 ? "503" : "1") == nil)
        #expect(observed.count == 1)
    }

    // MARK: - Paths and methods

    @Test(
        "Events are taken at the callback and at the paths of events below it",
        arguments: [
            ("/tmf/listener", 204), ("/tmf/listener/", 204), ("/tmf/listener?x=1", 204), ("/tmf/%6Cistener", 204),
            ("/tmf/listener/customerCreateEvent", 204), ("/tmf/listener/listener/customerCreateEvent", 204),
            ("/tmf/listener/listener", 204), ("/tmf/listener/customerStateChangeEvent", 204), ("/tmf", 404), ("/", 404),
            ("", 404), ("/listener", 404), ("/tmf/listeners", 404), ("/tmf/listener/a/b", 404),
            ("/tmf/listener/listener/a/b", 404), ("/tmf/listener%2Fx", 404), ("/tmf/listener/%", 404),
            ("/TMF/listener", 404),
        ])
    func paths(path: String, status: Int) async throws {
        let response = await listener.respond(to: try hub.request(Hub.created, to: path))
        if status == 204 { #expect(response.status == 204) } else { expectRefusal(response, 404, "60") }
        #expect(handled.count == (status == 204 ? 1 : 0))
    }

    @Test("A callback can be the root of a server, or encoded", arguments: ["", "/", "/ä b", "/%C3%A4%20b/"])
    func callbacks(path: String) async throws {
        let listener = EventListener(at: path, secrets: [Hub.secret], now: { Hub.now })
        for (suffix, status) in [("", 204), ("/customerCreateEvent", 204), ("/listener/x", 204), ("/x/y", 404)] {
            let path = path.contains("b") ? "/%c3%a4%20b" : ""
            #expect(await listener.respond(to: try hub.request(Hub.created, to: path + suffix)).status == status)
        }
    }

    @Test(
        "Only POST is allowed",
        arguments: [APIMethod.get, .head, .put, .patch, .delete, .options, APIMethod(rawValue: "post")])
    func methods(method: APIMethod) async throws {
        var request = try hub.request(Hub.created)
        request.method = method
        let response = await listener.respond(to: request)
        expectRefusal(response, 405, "61")
        #expect(response.headers[.allow] == "POST")
        #expect(handled.count == 0)
    }
}
