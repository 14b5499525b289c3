import TMForum
import Testing
import _TMFTestSupport

@Suite("Random requests to the hub")
struct HubFuzzTests {
    private static let bodies = [
        #"{"callback":"https://a.example","query":"eventType=CustomerCreateEvent&fields=eventId"}"#,
        #"{"callback":"https://b.example:8443/x?y=%20","delivery":{"payload":"delta","headers":{"X-A":"b"},"rate":5}}"#,
        #"{"query":"event.customer.status=a,b;filter=event.customer[?(@.name=='x')]","status":"paused"}"#,
        #"{"delivery":{"order":"resource","concurrency":8,"format":"cloudevents","target":"eventPath"},"status":"active"}"#,
        #"{"callback":"http://127.0.0.1/","query":null,"delivery":null}"#, "{}", "[]", "",
    ]
    private static let parts = [
        "\"", "{", "}", "[", "]", ",", ":", "null", "%", "\\", "\u{0}", "é", "9", "-", "://", "@", "#", "customer",
        "=", "&", ";", "(", ")", "*", "callback", "query",
    ].map { Array($0.utf8) }

    @Test(
        "Every request gets an answer that the document describes, and none fails inside",
        arguments: 0..<8 as Range<UInt64>)
    func answers(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let fixture = try HubFixture()
        let methods: [APIMethod] = [.post, .post, .post, .patch, .patch, .get, .head, .delete, .options, .put]
        for _ in 0..<300 {
            var body = Array(Self.bodies[random.below(Self.bodies.count)].utf8)
            while random.once(in: 2) {
                let place = random.below(body.count + 1)
                if random.once(in: 2) {
                    body.insert(contentsOf: Self.parts[random.below(Self.parts.count)], at: place)
                } else {
                    body.removeSubrange(place..<min(body.count, place + random.below(6)))
                }
            }
            let method = methods[random.below(methods.count)]
            let isItem = method != .post && !random.once(in: 4)
            let target = Kind.customer.hub + (isItem ? "/s\(1 + random.below(20))" : "")
            let request = APIRequest(method, target, body: body, identity: random.once(in: 3) ? "ada" : nil)
            let response = await fixture.client.answer(to: request)
            #expect(response.status < 500, "\(method) \(target) \(String(decoding: body, as: UTF8.self))")
        }
        // Whatever was accepted can be read again.
        let stored = try await fixture.store.resources(in: ".subscription", matching: ResourceQuery()).total
        #expect(stored > 0)
        #expect(try await fixture.hub.subscriptions().count == stored)
    }
}
