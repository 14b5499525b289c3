import TMForum
import Testing

@Suite("Subscriptions of the hub")
struct HubSubscriptionTests {
    private static let merge: APIHeaders = [.contentType: PatchType.merge]

    @Test("A subscription is read and listed with its state, and never with its secret", arguments: Kind.allCases)
    func reading(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(kind)
        let one = await fixture.client.get(path)
        #expect(one.status == 200)
        let expected: JSONValue = [
            "id": "s1", "callback": "https://crm.example/listener",
            "state": ["status": "active", "eventNumber": 0, "lag": ["commits": 0]],
        ]
        // The first registration also commits the key of the hub.
        #expect(try one.json()["id"] == expected["id"])
        #expect(try one.json()["secret"] == nil)
        #expect(try one.json()["state"]?["status"] == "active")
        #expect(try one.json()["state"]?["eventNumber"] == 0)
        let list = await fixture.client.get(kind.hub)
        #expect(list.status == 200)
        #expect(try list.json() == [one.json()])
        #expect(list.headers[.totalCount] == "1")
        #expect(list.headers[.resultCount] == "1")
        #expect(try await fixture.ids(kind.other) == [])
    }

    @Test("The state is what the hub has written down")
    func state() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let before = try #require(
            try await fixture.client.get(path).json()["state"]?["lag"]?["commits"]?.numberValue?.int64Value)
        _ = try await fixture.client.create(.customer)
        let after = try await fixture.client.get(path).json()["state"]?["lag"]?["commits"]?.numberValue?.int64Value
        #expect(after == before + 1)
        try await fixture.store.create(
            JSONDocument(
                parsing: """
                    {"status":"disabled","reason":"gone","since":"2026-11-21T09:00:00Z","cursor":"2","number":7,\
                    "failures":3,"missed":true}
                    """), at: ResourceKey(".subscriptionState", "s1"))
        let state = try await fixture.client.get(path).json()["state"]
        let newest = try await fixture.store.resources(in: "customer", matching: ResourceQuery()).sequence
        #expect(
            state == [
                "status": "disabled", "reason": "gone", "since": "2026-11-21T09:00:00Z", "failures": 3,
                "eventNumber": 7, "lag": ["commits": .number(JSONNumber(newest - 2))], "missed": true,
            ])
        _ = try await fixture.hub.setPaused(true, "s1")
        #expect(try await fixture.client.get(path).json()["state"]?["status"] == "paused")
    }

    @Test("HEAD is answered as GET is, without the body", arguments: ["", "/s1", "/none", "?x=1"])
    func head(_ end: String) async throws {
        let fixture = try HubFixture()
        _ = try await fixture.registered(.customer)
        let get = await fixture.client.get(Kind.customer.hub + end)
        let head = await fixture.client.send(.head, Kind.customer.hub + end)
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        #expect(head.headers[.contentLength] == String(get.body.count))
    }

    @Test(
        "OPTIONS tells the methods and the types of bodies; any other method is refused with the same",
        arguments: Kind.allCases)
    func methods(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        for (path, methods) in [
            (kind.hub, "GET, HEAD, POST, OPTIONS"), (kind.hub + "/s1", "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ] {
            let options = await fixture.client.send(.options, path)
            #expect(options.status == 204)
            #expect(options.headers[.allow] == methods)
            let isItem = path.hasSuffix("s1")
            #expect(options.headers[.acceptPost] == (isItem ? nil : "application/json"))
            #expect(options.headers[.acceptPatch] == (isItem ? "application/json, application/merge-patch+json" : nil))
            for method in ["PUT", "POST", "PATCH", "DELETE", "get"] where !methods.contains(method) {
                let response = await fixture.client.send(APIMethod(rawValue: method), path)
                expectError(response, 405, "61")
                #expect(response.headers[.allow] == methods)
            }
        }
    }

    @Test("A subscription is removed once", arguments: Kind.allCases)
    func deleting(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(kind)
        let response = await fixture.client.delete(path)
        #expect(response.status == 204)
        #expect(response.body.isEmpty)
        #expect(try await fixture.hub.subscriptions().isEmpty)
        for method in [APIMethod.delete, .get, .patch] {
            expectError(await fixture.client.send(method, path, body: "{}"), 404, "60")
        }
        // The listener can come back, as another subscription with another secret.
        #expect(try await fixture.registered(kind) == kind.hub + "/s2")
    }

    @Test("PATCH changes what it names and nothing else", arguments: [PatchType.json, PatchType.merge])
    func patching(_ type: String) async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(
            .customer,
            """
            {"callback":"https://crm.example/a","query":"eventType=CustomerCreateEvent",\
            "delivery":{"payload":"delta","headers":{"X-Key":"k"}}}
            """)
        let patches: [(String, (inout JSONObject) -> Void)] = [
            (#"{"callback":"https://crm.example/b"}"#, { $0["callback"] = "https://crm.example/b" }),
            (#"{"query":"eventType=CustomerDeleteEvent"}"#, { $0["query"] = "eventType=CustomerDeleteEvent" }),
            (#"{"query":null}"#, { $0["query"] = nil }),
            (
                #"{"delivery":{"previousValues":true}}"#,
                { $0["delivery"] = ["payload": "delta", "previousValues": true] }
            ),
            (#"{"delivery":{"payload":null}}"#, { $0["delivery"] = ["previousValues": true] }),
            (#"{"id":"s1","state":{"status":"disabled"},"x":1}"#, { _ in }), ("{}", { _ in }),
            (#"{"delivery":null}"#, { $0["delivery"] = nil }),
        ]
        var expected = try #require(try await fixture.client.get(path).json().objectValue)
        for (patch, change) in patches {
            let headers = try await fixture.subscription(path).options.headers
            change(&expected)
            let response = await fixture.client.patch(path, type, patch)
            #expect(response.status == 200, "\(patch): \(response.text)")
            var answer = try #require(try response.json().objectValue)
            (answer["state"], expected["state"]) = (nil, nil)
            #expect(JSONValue.object(answer) == .object(expected), "\(patch)")
            let after = try await fixture.subscription(path).options.headers
            #expect(after == (patch.contains(#""delivery":null"#) ? [:] : headers), "\(patch)")
        }
    }

    @Test("A status pauses the delivery and goes on with it, alone or with other changes, in one commit")
    func pausing() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let paused = await fixture.client.patch(path, #"{"status":"paused"}"#)
        #expect(try paused.json()["state"]?["status"] == "paused")
        #expect(try await fixture.subscription(path).isPaused)
        // A change of something else leaves it as it is.
        #expect(await fixture.client.patch(path, #"{"query":"fields=none"}"#).status == 200)
        #expect(try await fixture.subscription(path).isPaused)
        let before = try await fixture.store.resources(in: "customer", matching: ResourceQuery()).sequence
        let active = await fixture.client.patch(path, #"{"status":"active","callback":"https://crm.example/new"}"#)
        #expect(try active.json()["state"]?["status"] == "active")
        let subscription = try await fixture.subscription(path)
        #expect(!subscription.isPaused)
        #expect(subscription.wakeUps == 1)
        #expect(subscription.callback.description == "https://crm.example/new")
        #expect(try await fixture.store.resources(in: "customer", matching: ResourceQuery()).sequence == before + 1)
    }

    @Test("A PATCH that changes nothing commits nothing")
    func unchanged() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let before = try await fixture.store.resources(in: "customer", matching: ResourceQuery()).sequence
        #expect(await fixture.client.patch(path, #"{"callback":"https://crm.example/listener"}"#).status == 200)
        #expect(try await fixture.store.resources(in: "customer", matching: ResourceQuery()).sequence == before)
    }

    @Test("PATCHes at the same time are all carried out or refused, and none undoes another")
    func race() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let statuses = await withTaskGroup(of: (Int, Int).self) { group in
            for number in 1...16 {
                group.addTask {
                    let patch = #"{"delivery":{"headers":{"X-\#(number % 8)":"\#(number)"}}}"#
                    return (number, await fixture.client.patch(path, patch).status)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { $0.1 == 200 || $0.1 == 409 })
        let headers = try await fixture.subscription(path).options.headers
        let done = Set(statuses.filter { $0.1 == 200 }.map { $0.0 % 8 })
        #expect(!done.isEmpty)
        #expect(headers.fields.count == done.count)
    }
}
