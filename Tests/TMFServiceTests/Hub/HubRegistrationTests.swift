import TMForum
import Testing

@Suite("Registering listeners")
struct HubRegistrationTests {
    private static let body = #"{"callback":"https://crm.example/listener"}"#

    @Test("A new listener gets 201, the address of its subscription, and its secret", arguments: Kind.allCases)
    func new(_ kind: Kind) async throws {
        let fixture = try HubFixture(publicURL: "https://api.example")
        let query = "eventType=\(kind.typeName)CreateEvent"
        let response = await fixture.register(
            kind, #"{"callback":"HTTPS://CRM.example:443/listener","query":"?\#(query)","@type":"Hub","x":1}"#)
        #expect(response.status == 201)
        #expect(response.headers[.location] == "https://api.example\(kind.hub)/s1")
        let subscription = try await fixture.subscription("s1")
        let secret = try await fixture.hub.secret(of: subscription).text
        #expect(
            try response.json() == [
                "id": "s1", "callback": "https://crm.example/listener", "query": .string(query),
                "secret": .string(secret),
            ])
        #expect(subscription.owner == nil)
        #expect(subscription.basePath == kind.base)
        #expect(subscription.query.text == query)
        #expect(subscription.scope == EventScope([kind.collection: .init()]))
    }

    @Test(
        "No query selects all events of the API, however it is left out",
        arguments: ["", #","query":null"#, #","query":"""#])
    func all(_ member: String) async throws {
        let fixture = try HubFixture()
        let response = await fixture.register(.customer, Self.body.dropLast() + member + "}")
        #expect(try response.json().objectValue?.names == ["id", "callback", "secret"])
        #expect(try await fixture.subscription("s1").query.text.isEmpty)
    }

    @Test("Members that are null are those that are missing")
    func nulls() async throws {
        let fixture = try HubFixture()
        let body = #"{"callback":"https://crm.example","query":null,"delivery":null,"secret":null}"#
        let response = await fixture.register(.customer, body)
        #expect(response.status == 201, "\(response.text)")
        #expect(try await fixture.subscription("s1").options == DeliveryOptions())
    }

    @Test("A whole number is one in any notation", arguments: ["6", "6.0", "60e-1"])
    func wholeNumbers(_ text: String) async throws {
        let fixture = try HubFixture()
        let response = await fixture.register(
            .customer, #"{"callback":"https://crm.example","delivery":{"concurrency":\#(text),"rate":\#(text)}}"#)
        #expect(response.status == 201, "\(response.text)")
        let options = try await fixture.subscription("s1").options
        #expect(options.concurrency == 6 && options.rate == 6)
    }

    @Test("The options of the delivery are kept, and the answer shows all but the header fields")
    func delivery() async throws {
        let fixture = try HubFixture()
        let delivery = #""payload":"delta","order":"resource","concurrency":8"#
        let response = await fixture.register(
            .customer,
            #"{"callback":"https://crm.example","delivery":{\#(delivery),"headers":{"Authorization":"Bearer s3cret"}}}"#
        )
        #expect(response.status == 201)
        #expect(try response.json()["delivery"] == JSONValue(parsing: "{\(delivery)}"))
        #expect(!response.text.contains("s3cret"))
        let options = try await fixture.subscription("s1").options
        #expect(
            options
                == DeliveryOptions(
                    payload: .delta, order: .resource, concurrency: 8, headers: [.authorization: "Bearer s3cret"]))
        for target in [Kind.customer.hub, Kind.customer.hub + "/s1"] {
            #expect(!(await fixture.client.get(target)).text.contains("s3cret"))
        }
    }

    @Test(
        "The same listener and query again is the same subscription, without its secret, and wakes it up",
        arguments: Kind.allCases)
    func again(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        func body(_ query: String) -> String { #"{"callback":"https://crm.example/listener","query":"\#(query)"}"# }
        let first = await fixture.register(
            kind, body("\(kind.rawValue).status=a&eventType=\(kind.typeName)CreationNotification"))
        let second = await fixture.register(
            kind, body("?event.\(kind.rawValue).status=a&eventType=\(kind.typeName)CreateEvent"))
        #expect(second.status == 201)
        #expect(second.headers[.location] == first.headers[.location])
        #expect(try second.json()["id"] == "s1")
        #expect(try second.json()["secret"] == nil)
        #expect(try await fixture.subscription("s1").wakeUps == 1)
        #expect(try await fixture.ids(kind) == ["s1"])
    }

    @Test("Another callback, query, way of delivery, owner or API is another subscription")
    func others() async throws {
        let fixture = try HubFixture()
        #expect(await fixture.register(.customer).status == 201)
        for body in [
            #"{"callback":"https://crm.example/other"}"#, Self.body.dropLast() + #","query":"fields=eventId"}"#,
            Self.body.dropLast() + #","delivery":{"payload":"delta"}}"#,
        ] {
            #expect(try await fixture.client.post(Kind.customer.hub, body).json()["secret"] != nil)
        }
        #expect(try await fixture.register(.customer, as: "ada").json()["secret"] != nil)
        #expect(try await fixture.register(.partyInteraction).json()["secret"] != nil)
    }

    @Test("Registrations of one listener at the same time make one subscription")
    func race() async throws {
        let fixture = try HubFixture()
        let answers = await withTaskGroup(of: APIResponse.self) { group in
            for _ in 0..<16 { group.addTask { await fixture.register(.customer) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.status == 201 })
        #expect(Set(answers.compactMap { $0.headers[.location] }).count == 1)
        #expect(try answers.count { try $0.json()["secret"] != nil } == 1)
    }

    @Test("A listener gets what happens after its registration, signed with the secret of the answer")
    func endToEnd() async throws {
        let sender = MessageLog()
        let fixture = try HubFixture(sender: sender)
        _ = try await fixture.client.create(.customer)
        let answer = await fixture.register(.customer)
        let secret = try WebhookSecret(#require(try answer.json()["secret"]?.stringValue))
        let run = Task { try await fixture.hub.run() }
        let path = try await fixture.client.create(.customer)
        while sender.messages.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        run.cancel()
        try await run.value
        let message = try #require(sender.messages.first)
        #expect(sender.messages.count == 1)
        let event = try JSONValue(parsing: message.body)
        #expect(event["event"]?["customer"]?["href"] == .string(path))
        #expect(event["eventTime"] == .string(Client.instant))
        try StandardWebhooks.verify(message.headers, body: message.body, with: [secret], at: .now())
    }
}
