import TMForum
import Testing

@Suite("Creating")
struct CreateTests {
    private static let now = Client.instant

    @Test("A minimal interaction is created with what the server sets, byte for byte")
    func minimalInteraction() async throws {
        let client = try Client()
        let path = Kind.partyInteraction.path + "/1"
        let response = await client.post(Kind.partyInteraction.path, Kind.partyInteraction.minimum)
        #expect(response.status == 201)
        #expect(response.headers[.location] == path)
        #expect(response.headers[.contentType] == "application/json;charset=utf-8")
        #expect(
            response.text == """
                {"id":"1","href":"\(path)","channel":[{"id":"c1"}],"direction":"inbound","reason":"Question",\
                "status":"open","creationDate":"\(Self.now)","statusChangeDate":"\(Self.now)",\
                "interactionDate":{"startDateTime":"\(Self.now)"},"@type":"PartyInteraction"}
                """)
        #expect(await client.get(path).body == response.body)
    }

    @Test("A minimal customer is created with what the server sets, byte for byte")
    func minimalCustomer() async throws {
        let client = try Client()
        let response = await client.post(Kind.customer.path, Kind.customer.minimum)
        #expect(response.status == 201)
        #expect(response.headers[.location] == Kind.customer.path + "/1")
        #expect(
            response.text == """
                {"id":"1","href":"\(Kind.customer.path)/1","name":"Ada",\
                "engagedParty":{"id":"p1","@referredType":"Individual"},"@type":"Customer"}
                """)
        #expect(await client.get(Kind.customer.path + "/1").body == response.body)
    }

    @Test(
        "What the client gives comes back byte for byte: order, digits, unknown members, nested nulls, slashes",
        arguments: Kind.allCases)
    func byteExact(_ kind: Kind) async throws {
        let members = #"""
            "@type":"Special","zeta":[1.50,-0.0,1E+400,123456789012345678901234567890,[],{}],"alpha":{"b":null,"a":[null]},\#
            "url":"https://example.com/a/b?c=d&e","é😀":"\u0001\"\\\n","empty":"","yes":true,"none":null
            """#
        let client = try Client()
        let body = kind.minimum(and: members)
        let response = await client.post(kind.path, body)
        #expect(response.status == 201)
        let head = #"{"id":"1","href":"\#(kind.path)/1","#
        #expect(response.text.hasPrefix(head + String(body.dropFirst().dropLast())), "\(response.text)")
        #expect(await client.get(kind.path + "/1").body == response.body)
        #expect(await client.get(kind.path).text == "[" + response.text + "]")
    }

    @Test("Escapes and white space of the client are written the shortest way")
    func normalized() async throws {
        let client = try Client()
        let body = #"{ "name" : "A\/B\u00e9" , "engagedParty":{"id":"p1","@referredType":"Individual"} }"#
        let response = await client.post(Kind.customer.path, body)
        #expect(response.text.contains(#""name":"A/Bé","engagedParty""#))
    }

    @Test(
        "What the client gives of the interaction's defaults is kept",
        arguments: [
            (#""status":"completed""#, "status"),
            (#""creationDate":"2020-01-02T03:04:05.678+01:00""#, "creationDate"),
            (#""statusChangeDate":"2020-01-02T03:04:05Z""#, "statusChangeDate"),
            (#""interactionDate":{"endDateTime":"2020-01-02T03:04:05Z"}"#, "interactionDate"),
            (#""@type":"PhoneCall""#, "@type"), (#""@baseType":"PartyInteraction""#, "@baseType"),
        ])
    func givenDefaults(member: String, name: String) async throws {
        let response = await (try Client()).post(
            Kind.partyInteraction.path, Kind.partyInteraction.minimum(and: member))
        #expect(response.status == 201)
        let given = try JSONValue(parsing: "{\(member)}")
        #expect(try response.json()[name] == given[name])
        let object = try #require(response.json().objectValue)
        for name in ["id", "href", "status", "creationDate", "statusChangeDate", "interactionDate", "@type"] {
            #expect(object.names.count { $0 == name } == 1, "\(name)")
        }
    }

    @Test(
        "A null for what the server sets is no value",
        arguments: [
            (Kind.partyInteraction, ["id", "href", "status", "creationDate", "statusChangeDate", "interactionDate"]),
            (.partyInteraction, ["@type"]), (.customer, ["id", "href", "@type"]),
        ])
    func nulls(kind: Kind, names: [String]) async throws {
        let client = try Client()
        let body = kind.minimum(and: names.map { #""\#($0)":null"# }.joined(separator: ","))
        let response = await client.post(kind.path, body)
        #expect(response.status == 201)
        for name in names { #expect(try response.json()[name]?.isNull == false, "\(name)") }
        #expect(try response.json()["id"] == "1")
    }

    @Test("href equals Location and id is a string that differs between two POSTs", arguments: Kind.allCases)
    func identity(_ kind: Kind) async throws {
        let service = APIService(store: InMemoryStore())
        let request = APIRequest(.post, kind.path, body: Array(kind.minimum.utf8))
        let responses = [await service.respond(to: request), await service.respond(to: request)]
        var ids: Set<String> = []
        for response in responses {
            let id = try #require(try response.json()["id"]?.stringValue)
            ids.insert(id)
            let location = try #require(response.headers[.location])
            #expect(try response.json()["href"] == .string(location))
            #expect(location == kind.path + "/" + id)
            #expect(await service.respond(to: APIRequest(.get, location)).body == response.body)
            let pattern = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
            #expect(id.wholeMatch(of: pattern) != nil, "\(id)")
        }
        #expect(ids.count == 2)
    }

    @Test(
        "A body of JSON is taken whatever the case and parameters of its type, and without a type",
        arguments: [
            nil, "application/json", "application/json;charset=utf-8", "Application/JSON ; charset=\"UTF-8\"",
            " application/json",
        ] as [String?])
    func contentTypes(_ type: String?) async throws {
        var headers = APIHeaders()
        headers[.contentType] = type
        let response = await (try Client()).post(Kind.customer.path, Kind.customer.minimum, headers: headers)
        #expect(response.status == 201)
    }

    @Test("The interaction of the specification's profile needs what the specification lists")
    func specificationProfile() async throws {
        let client = try Client(configuration: ServiceConfiguration(profile: .specification))
        expectError(await client.post(Kind.partyInteraction.path, Kind.partyInteraction.minimum), 400, "23")
        #expect(await client.get(Kind.partyInteraction.path).text == "[]")
    }

    @Test("A resource whose new identifier exists already gets another one, and leaves that resource alone")
    func conflict() async throws {
        let store = InMemoryStore()
        let first = await (try Client(store: store)).post(Kind.customer.path, Kind.customer.minimum)
        let second = try Client(store: store)
        let body = Kind.customer.minimum(and: #""status":"new""#)
        let created = await second.post(Kind.customer.path, body)
        #expect(created.headers["Location"] == Kind.customer.path + "/2")
        #expect(await second.get(Kind.customer.path + "/1").body == first.body)
    }

    @Test("A resource for which there are only identifiers of others is a conflict")
    func noIdentifier() async throws {
        let store = InMemoryStore()
        let service = APIService(store: store, environment: ServiceEnvironment(makeIdentifier: { "1" }))
        let request = APIRequest(.post, Kind.customer.path, body: Array(Kind.customer.minimum.utf8))
        let first = await service.respond(to: request)
        #expect(first.status == 201)
        expectError(await service.respond(to: request), 409, "409")
        let found = await service.respond(to: APIRequest(.get, Kind.customer.path + "/1"))
        #expect(found.body == first.body)
    }
}
