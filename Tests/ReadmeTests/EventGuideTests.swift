import Foundation
import Synchronization
import TMForum
import Testing
import _TMFTestSupport

/// Holds the guide `Events` against the code.
@Suite("The guide to events", .timeLimit(.minutes(1)))
struct EventGuideTests {
    private let page: String

    init() throws { page = try Checkout.guide("Events") }

    /// Returns the rows of the table whose first heading is a given text, each as the texts of its cells.
    private func table(_ heading: String) -> [[String]] {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("| \(heading) |") }) else { return [] }
        return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("The table of responses names the outcome of every status")
    func outcomes() {
        var named: [Int: String] = [:]
        for row in table("response") {
            for part in row[0].split(separator: ", ") where !part.contains("4xx") {
                let numbers = part.matches(of: /\d+/).compactMap { Int($0.0) }
                let range = numbers.count == 2 ? numbers[0]...numbers[1] : (numbers.first ?? 0)...(numbers.first ?? 0)
                for status in range { named[status] = row[1] }
            }
        }
        for status in 200...599 {
            let outcome =
                switch DeliveryOutcome(status: status) {
                case .acknowledged: "acknowledged"
                case .gone: "gone"
                case .refused: "refused"
                default: "unavailable"
                }
            #expect(outcome == named[status] ?? "refused", "\(status)")
        }
    }

    @Test("The table of states has every status and every reason")
    func states() {
        let rows = table("status")
        #expect(Set(rows.map { $0[0] }) == Set(SubscriptionState.Status.allCases.map { "`\($0.rawValue)`" }))
        let reasons = rows.map { $0[1] }.filter { !$0.isEmpty }
        #expect(reasons.sorted() == SubscriptionState.Reason.allCases.map { "`\($0.rawValue)`" }.sorted())
    }

    @Test("The table of limits has the default values")
    func limits() {
        let policy = DeliveryPolicy()
        let values = [
            "subscriptions": policy.subscriptions, "subscriptionsPerOwner": policy.subscriptionsPerOwner,
            "deliveries": policy.deliveries, "failingDeliveries": policy.failingDeliveries,
            "deliveriesPerHost": policy.deliveriesPerHost, "queuedEvents": policy.queuedEvents,
            "queuedBytes": policy.queuedBytes, "readers": policy.readers, "eventSize": policy.eventSize,
            "deadLetters": policy.deadLetters,
        ]
        let rows = table("`DeliveryPolicy`")
        #expect(rows.count == values.count)
        for row in rows {
            let name = row[0].trimmingCharacters(in: ["`"])
            #expect(values[name].map(String.init) == row[1].filter { $0 != "," }, "\(name)")
        }
    }

    @Test("The table of options has every value that a registration can have")
    func options() {
        let rows = Dictionary(uniqueKeysWithValues: table("option").map { ($0[0], $0[1]) })
        func names(_ option: String, _ values: [String]) {
            for value in values { #expect(rows["`\(option)`"]?.contains("`\(value)`") == true, "\(option): \(value)") }
        }
        names("payload", EventShape.Payload.allCases.map(\.rawValue))
        names("format", EventShape.Format.allCases.map(\.rawValue))
        names("order", DeliveryOptions.Order.allCases.map(\.rawValue))
        names("target", DeliveryOptions.Target.allCases.map(\.rawValue))
    }

    @Test("Every request gets the status, the header fields and the body that the page shows, in this order")
    func exchanges() async throws {
        #expect(try await ServiceExchange.run(page, EventGuide.services()) >= 10)
    }

    @Test("Every block of Swift is code that is compiled")
    func blocks() throws {
        func code(_ text: String) -> String {
            text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
        }
        let compiled = code(try Checkout.text(of: "Tests/ReadmeTests/EventExamples.swift"))
        let blocks = page.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
        #expect(blocks.count >= 9)
        for block in blocks { #expect(compiled.contains(code(block)), "\(block)") }
    }

    /// A sender whose messages go straight to a listener.
    private struct DirectSender: EventSender {
        let listener: @Sendable (APIRequest) async -> APIResponse

        func send(
            _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
        ) async throws(SendFailure) -> APIResponse {
            await listener(
                APIRequest(message.method, message.url.target, headers: message.headers, body: message.body))
        }
    }

    @Test("What the hub of the page sends, the listeners of the page take, each event with one effect")
    func roundTrip() async throws {
        let (store, known) = (InMemoryStore(), InMemoryStore())
        let key = try EventGuide.key()
        let receiving = Mutex<EventListener?>(nil)
        let sender = DirectSender { request in
            guard let listener = receiving.withLock({ $0 }) else { return APIResponse(status: 503) }
            return await listener.respond(to: request)
        }
        let (registration, delivery) = try await EventGuide.delivering(store, sender, key)
        let secret = key.secret(for: registration.subscription.id, epoch: 0)
        receiving.withLock { $0 = EventGuide.exactlyOnce(known, secret) }
        for id in ["1", "2", "3"] {
            let text = #"{"id":"\#(id)","name":"n"}"#
            try await store.create(JSONDocument(parsing: text), at: ResourceKey("customer", id))
        }
        while try await known.resources(in: "known", matching: ResourceQuery()).total < 3 {
            try await Task.sleep(for: .milliseconds(2))
        }
        delivery.cancel()
        try await delivery.value
    }
}
