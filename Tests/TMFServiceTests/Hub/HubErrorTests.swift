import TMForum
import Testing

@Suite("Errors of the hub")
struct HubErrorTests {
    private static let post: APIHeaders = [.contentType: "application/json"]

    @Test(
        "A registration with errors is refused with their places",
        arguments: [
            ("", "21", []), ("{", "22", []), ("[]", "22", []), ("7", "22", []),
            ("{}", "23", ["missing /callback"]), (#"{"callback":null}"#, "23", ["missing /callback"]),
            (#"{"callback":7}"#, "24", ["typeMismatch /callback"]),
            (#"{"callback":"https://a.example","query":{}}"#, "24", ["typeMismatch /query"]),
            (#"{"callback":"x"}"#, "24", ["invalidFormat /callback"]),
            (#"{"callback":"http://a.example"}"#, "24", ["notAllowed /callback"]),
            (#"{"callback":"https://127.0.0.1"}"#, "24", ["notAllowed /callback"]),
            (
                #"{"callback":"https://a.example","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}"#, "24",
                ["setByServer /secret"]
            ),
            (
                #"{"callback":"https://localhost","delivery":{"payload":"half","colour":1}}"#, "24",
                ["notAllowed /callback", "invalidFormat /delivery/payload", "unknownAttribute /delivery/colour"]
            ),
            (#"{"callback":"https://a.example","delivery":7}"#, "24", ["typeMismatch /delivery"]),
            (
                #"{"callback":"https://a.example","delivery":{"headers":{"Host":"b"}}}"#, "24",
                ["notAllowed /delivery/headers/Host"]
            ),
            (#"{"callback":"https://a.example","query":"status=open"}"#, "28", []),
            (#"{"callback":"https://a.example","query":"eventType=Nothing"}"#, "28", []),
            (#"{"callback":"https://a.example","query":"partyInteraction.status=open"}"#, "28", []),
            (#"{"callback":"https://a.example","query":"sort=eventTime"}"#, "28", []),
            (#"{"callback":"https://a.example","query":"customer.status=%FF"}"#, "28", []),
        ])
    func bodies(body: String, code: String, findings: [String]) async throws {
        let fixture = try HubFixture()
        let response = await fixture.register(.customer, body)
        expectError(response, 400, code)
        #expect(response.findings == findings)
        #expect(try await fixture.hub.subscriptions().isEmpty)
    }

    @Test(
        "A PATCH with errors is refused with their places, and changes nothing",
        arguments: [
            ("", "21", []), ("[]", "22", []), (#"{"callback":null}"#, "23", ["missing /callback"]),
            (#"{"callback":"https://10.0.0.1"}"#, "24", ["notAllowed /callback"]),
            (#"{"query":"status=open"}"#, "28", []), (#"{"id":"s2"}"#, "24", ["notPatchable /id"]),
            (#"{"id":null}"#, "24", ["notPatchable /id"]),
            (#"{"secret":"x"}"#, "24", ["notPatchable /secret"]),
            (#"{"status":"failing"}"#, "24", ["invalidFormat /status"]),
            (#"{"status":null}"#, "24", ["invalidFormat /status"]),
            (#"{"delivery":{"colour":1}}"#, "24", ["unknownAttribute /delivery/colour"]),
            (#"{"delivery":"fast"}"#, "24", ["typeMismatch /delivery"]),
        ])
    func patches(body: String, code: String, findings: [String]) async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let before = try await fixture.subscription(path)
        let response = await fixture.client.patch(path, body)
        expectError(response, 400, code)
        #expect(response.findings == findings)
        #expect(try await fixture.subscription(path) == before)
    }

    @Test("A query that is refused is answered with what was probably meant")
    func meant() async throws {
        let response = try await HubFixture().register(
            .customer, #"{"callback":"https://a.example","query":"status=open"}"#)
        expectError(response, 400, "28", message: "event.customer.status")
    }

    @Test("Other types of bodies are refused with those that are taken")
    func types() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let post = await fixture.client.post(Kind.customer.hub, "<a/>", headers: [.contentType: "text/xml"])
        expectError(post, 415, "415")
        #expect(post.headers[.acceptPost] == "application/json")
        for type in [PatchType.patch, PatchType.query, "text/plain", ";"] {
            let patch = await fixture.client.patch(path, type, "[]")
            expectError(patch, 415, "415")
            #expect(patch.headers[.acceptPatch] == "application/json, application/merge-patch+json")
        }
    }

    @Test("What a client does not accept is not sent, and DELETE and OPTIONS send nothing")
    func accept() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        let headers: APIHeaders = [.accept: "text/html"]
        for (method, target) in [
            (APIMethod.get, path), (.get, Kind.customer.hub), (.post, Kind.customer.hub), (.patch, path),
        ] {
            expectError(
                await fixture.client.send(method, target, headers: headers, body: #"{"callback":"https://a.example"}"#),
                406, "406")
        }
        #expect(try await fixture.ids(.customer) == ["s1"])
        #expect(await fixture.client.send(.options, path, headers: headers).status == 204)
        #expect(await fixture.client.send(.delete, path, headers: headers).status == 204)
    }

    @Test("Parameters of a query, which would have no effect, are refused, unless they are ignored everywhere")
    func query() async throws {
        let fixture = try HubFixture(configuration: ServiceConfiguration(ignoredParameters: ["apikey"]))
        let path = try await fixture.registered(.customer)
        for target in [path, Kind.customer.hub] {
            expectError(await fixture.client.get(target + "?callback=x"), 400, "28")
            expectError(await fixture.client.get(target + "?apikey=1&fields=id"), 400, "28")
            for query in ["?apikey=1", "?"] { #expect(await fixture.client.get(target + query).status == 200) }
        }
    }

    @Test("A body that is too long is refused")
    func length() async throws {
        let limits = ServiceLimits(body: JSONLimits(bytes: 60))
        let fixture = try HubFixture(configuration: ServiceConfiguration(limits: limits))
        let path = try await fixture.registered(.customer)
        let long = #"{"callback":"https://crm.example/\#(String(repeating: "a", count: 60))"}"#
        expectError(await fixture.register(.customer, long), 413, "413")
        expectError(await fixture.client.patch(path, long), 413, "413")
    }

    @Test("More subscriptions than the hub allows are a conflict")
    func limits() async throws {
        var policy = DeliveryPolicy()
        (policy.subscriptions, policy.subscriptionsPerOwner) = (3, 2)
        let fixture = try HubFixture(policy: policy)
        func register(_ number: Int, _ owner: String) async -> APIResponse {
            await fixture.register(.customer, #"{"callback":"https://a.example/\#(number)"}"#, as: owner)
        }
        #expect(await register(1, "ada").status == 201)
        #expect(await register(2, "ada").status == 201)
        expectError(await register(3, "ada"), 409, "409", message: "at most 2")
        #expect(await register(1, "ada").status == 201)
        #expect(await register(4, "bob").status == 201)
        expectError(await register(5, "eve"), 409, "409", message: "at most 3")
    }

    @Test("What does not exist is not found, whatever the method", arguments: Kind.allCases)
    func missing(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        for id in ["s1", "none", "a%2Fb", "%25"] {
            for method in [APIMethod.get, .patch, .delete] {
                expectError(await fixture.client.send(method, "\(kind.hub)/\(id)", body: "{}"), 404, "60")
            }
        }
        expectError(await fixture.client.get(kind.hub + "/s1/x"), 404, "60")
        expectError(await fixture.client.get(kind.hub + "/%FF"), 400, "20")
    }

    @Test("A store that fails is an internal error, whose text stays inside")
    func failingStore() async throws {
        let store = FailingStore()
        let client = try Client(store: store, hub: .ofTests(store))
        for (method, target) in [
            (APIMethod.post, Kind.customer.hub), (.get, Kind.customer.hub), (.get, Kind.customer.hub + "/1"),
            (.patch, Kind.customer.hub + "/1"), (.delete, Kind.customer.hub + "/1"),
        ] {
            let response = await client.send(method, target, body: #"{"callback":"https://a.example"}"#)
            expectError(response, 500, "1")
            #expect(!response.text.contains("hunter2"))
        }
    }
}
