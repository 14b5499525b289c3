import TMForum
import Testing

@Suite("The schemas of the OpenAPI document")
struct OpenAPISchemaTests {
    private static let interaction = Kind.partyInteraction
    private static let customer = Kind.customer

    private static let bodies: [(kind: Kind, body: String)] = [
        (interaction, interaction.minimum),
        (interaction, "{}"),
        (interaction, "[]"),
        (interaction, "7"),
        (interaction, #"{"channel":[],"direction":"inbound","reason":"x"}"#),
        (interaction, #"{"channel":[{}],"direction":"inbound","reason":"x"}"#),
        (interaction, #"{"channel":[null],"direction":"inbound","reason":"x"}"#),
        (interaction, #"{"channel":{"id":"1"},"direction":"inbound","reason":"x"}"#),
        (interaction, #"{"channel":[{"id":"1"}],"direction":null,"reason":"x"}"#),
        (interaction, #"{"channel":[{"id":"1"}],"direction":"inbounds","reason":""}"#),
        (interaction, interaction.minimum(and: #""id":"7""#)),
        (interaction, interaction.minimum(and: #""href":"/7""#)),
        (interaction, interaction.minimum(and: #""vip":true"#)),
        (interaction, interaction.minimum(and: #""vip":true,"@type":"Own""#)),
        (interaction, interaction.minimum(and: #""note":[{"vip":true}]"#)),
        (interaction, interaction.minimum(and: #""note":null,"description":null,"@type":null"#)),
        (interaction, interaction.minimum(and: #""creationDate":"2026-01-01T00:00:00Z""#)),
        (interaction, interaction.minimum(and: #""creationDate":"2026-01-01""#)),
        (interaction, interaction.minimum(and: #""creationDate":"yesterday""#)),
        (interaction, interaction.minimum(and: #""creationDate":7"#)),
        (interaction, interaction.minimum(and: #""status":"x","interactionDate":{}"#)),
        (interaction, interaction.minimum(and: #""relatedParty":[{"id":"1"}]"#)),
        (interaction, interaction.minimum(and: #""relatedParty":[{"id":"1","@referredType":"x"}]"#)),
        (interaction, interaction.minimum(and: #""relatedParty":[{"id":"1","@referredType":"x","href":"/1"}]"#)),
        (interaction, interaction.minimum(and: #""attachment":[{"size":{"amount":"7"}}]"#)),
        (interaction, interaction.minimum(and: #""attachment":[{"size":{"amount":1.5,"units":"KB"}}]"#)),
        (interaction, interaction.minimum(and: #""@schemaLocation":"""#)),
        (interaction, interaction.minimum(and: #""interactionItem":[{"item":{"role":"x","vip":true}}]"#)),
        (
            interaction,
            #"{"channel":[{"id":"1","href":"/1"}],"direction":"a","reason":"b","status":"c","interactionDate":{}}"#
        ),
        (customer, customer.minimum),
        (customer, customer.minimum(and: #""contactMedium":[{"preferred":"yes"}]"#)),
        (customer, customer.minimum(and: #""contactMedium":[{"preferred":true,"mediumType":"x"}]"#)),
        (customer, customer.minimum(and: #""characteristic":[{"name":"x","value":null}]"#)),
        (customer, customer.minimum(and: #""characteristic":[{"name":"x","value":[null]}]"#)),
        (customer, customer.minimum(and: #""creditProfile":[{"creditScore":1.5}]"#)),
        (customer, #"{"name":"x","engagedParty":[{"id":"1","@referredType":"y"}]}"#),
    ]

    private static let configurations: [ServiceConfiguration] = [
        ServiceConfiguration(), ServiceConfiguration(profile: .specification),
        ServiceConfiguration(unknownAttributes: .refused), ServiceConfiguration(clientIdentifiers: .accepted),
        ServiceConfiguration(clientIdentifiers: .required),
    ]

    @Test("The schema of a body takes what the service creates, and nothing that it refuses", arguments: configurations)
    func creation(_ configuration: ServiceConfiguration) async throws {
        var statuses: Set<Int> = []
        for (kind, body) in Self.bodies {
            let client = try Client(configuration: configuration)
            let described = try #require(client.described)
            let operation = try #require(described.operation(.post, kind.path))
            let schema = try #require(described.bodySchema(of: operation))
            let problems = described.check.problems(try JSONValue(parsing: body), by: schema)
            let response = await client.post(kind.path, body)
            #expect(problems.isEmpty == (response.status == 201), "\(body): \(problems) \(response.text)")
            statuses.insert(response.status)
        }
        #expect(statuses == [201, 400])
    }

    @Test(
        "The schema of a merge patch takes what the service applies, and nothing that it refuses",
        arguments: [
            "{}", #"{"reason":"x"}"#, #"{"reason":null}"#, #"{"reason":7}"#, #"{"description":null}"#,
            #"{"channel":[]}"#, #"{"channel":[{}]}"#, #"{"channel":null}"#, #"{"channel":[{"id":"2"}]}"#,
            #"{"interactionDate":{"endDateTime":null}}"#, #"{"interactionDate":{"endDateTime":"x"}}"#,
            #"{"interactionDate":null}"#, #"{"note":[{"text":null}]}"#, #"{"relatedParty":[{"role":"x"}]}"#,
            #"{"vip":true}"#, "[]", #""x""#, #"{"@type":null}"#, #"{"@type":7}"#, #"{"status":null}"#,
        ])
    func mergePatch(_ patch: String) async throws {
        let client = try Client()
        let described = try #require(client.described)
        let path = try await client.create(.partyInteraction)
        let operation = try #require(described.operation(.patch, path))
        let schema = try #require(described.bodySchema(of: operation, PatchType.merge))
        let problems = described.check.problems(try JSONValue(parsing: patch), by: schema)
        let response = await client.patch(path, patch)
        #expect(problems.isEmpty == (response.status == 200), "\(problems) \(response.text)")
    }

    @Test("A nested object of a merge patch needs no more than what changes in it")
    func nestedMergePatch() async throws {
        let client = try Client()
        let described = try #require(client.described)
        let path = try await client.create(.customer)
        let patch = #"{"engagedParty":{"name":"Ada"}}"#
        let operation = try #require(described.operation(.patch, path))
        let schema = try #require(described.bodySchema(of: operation, PatchType.merge))
        #expect(described.check.problems(try JSONValue(parsing: patch), by: schema).isEmpty)
        #expect(await client.patch(path, patch).status == 200)
    }

    @Test(
        "The schemas of patches take what can be read as one",
        arguments: [
            ("[]", true), (#"[{"op":"add","path":"/note","value":[]}]"#, true),
            (#"[{"op":"add","path":"/note"}]"#, false), (#"[{"op":"remove","path":"/description"}]"#, true),
            (#"[{"op":"delete","path":"/description"}]"#, false), (#"[{"op":"move","path":"/a","from":"/b"}]"#, true),
            (#"[{"op":"move","path":"/a"}]"#, false), (#"[{"op":"add","path":"note","value":1}]"#, false),
            (#"[{"op":"test","path":"/a~2","value":1}]"#, false), ("{}", false), ("[7]", false),
        ])
    func patches(_ patch: String, _ isPatch: Bool) async throws {
        let client = try Client()
        let described = try #require(client.described)
        let path = try await client.create(.partyInteraction)
        let operation = try #require(described.operation(.patch, path))
        let schema = try #require(described.bodySchema(of: operation, PatchType.patch))
        #expect(described.check.problems(try JSONValue(parsing: patch), by: schema).isEmpty == isPatch)
        let response = await client.patch(path, PatchType.patch, patch)
        // One that does not fit the resource is a patch all the same.
        #expect((response.status != 400) == isPatch, "\(response.text)")
        let query = try #require(described.bodySchema(of: operation, PatchType.query))
        if isPatch { #expect(described.check.problems(try JSONValue(parsing: patch), by: query).isEmpty) }
    }

    @Test("An operation of a patch query may stand alone, and call a removal delete")
    func patchQuery() async throws {
        let client = try Client()
        let described = try #require(client.described)
        let path = try await client.create(.partyInteraction, #""description":"x""#)
        let operation = try #require(described.operation(.patch, path))
        let schema = try #require(described.bodySchema(of: operation, PatchType.query))
        let patch = #"{"op":"delete","path":"/description"}"#
        #expect(described.check.problems(try JSONValue(parsing: patch), by: schema).isEmpty)
        #expect(await client.patch(path, PatchType.query, patch).status == 200)
    }

    @Test(
        "The schema of a model of one's own takes what the service creates, and nothing that it refuses",
        arguments: [
            #""floors":[1]"#, #""floors":[]"#, #""floors":[1.5]"#, #""floors":["1"]"#,
            #""floors":[1],"purpose":"repair""#, #""floors":[1],"purpose":"fun""#, #""floors":[1],"purpose":null"#,
            #""floors":[1],"levels":{"a":1.5}"#, #""floors":[1],"levels":{"a":null}"#,
            #""floors":[1],"levels":{"a":"b"}"#, #""floors":[1],"levels":[]"#, #""floors":[1],"levels":null"#,
            #""floors":[1],"key":"6f9619ff-8b86-d011-b42d-00cf4fc964ff""#, #""floors":[1],"key":"6f96""#,
            #""floors":[1],"badge":"7""#, #""floors":[1],"remark":[null]"#, #""floors":[1],"id":"7""#,
        ])
    func ownValues(_ members: String) async throws {
        let client = Client(of: Described.own.service)
        let described = try #require(client.described)
        let path = "/own/v1/visit"
        let operation = try #require(described.operation(.post, path))
        let schema = try #require(described.bodySchema(of: operation))
        let body = #"{"guest":{"name":"Ada"},\#(members)}"#
        let problems = described.check.problems(try JSONValue(parsing: body), by: schema)
        let response = await client.post(path, body)
        #expect(problems.isEmpty == (response.status == 201), "\(problems) \(response.text)")
    }

    @Test("An open value has its known values, and no closed list")
    func openValues() throws {
        let schemas = DescribedService(Described.standard.service).document["components"]?["schemas"]
        let status = try #require(schemas?["PartyInteraction"]?["properties"]?["status"])
        #expect(status["x-extensible-enum"] == ["open", "inProgress", "completed"])
        #expect(status["enum"] == nil)
    }

    @Test("A model of one's own has schemas by its own rules")
    func ownModel() throws {
        let schemas = try #require(DescribedService(Described.own.service).document["components"]?["schemas"])
        let created = try #require(schemas["VisitCreate"])
        #expect(created["required"] == ["guest", "floors"])
        #expect(created["properties"]?["floors"]?["minItems"] == 1)
        #expect(created["properties"]?["guest"]?["allOf"]?[1]?["required"] == ["name"])
        #expect(created["properties"]?["status"]?["default"] == "planned")
        #expect(created["properties"]?["badge"] == nil)
        #expect(created["not"] == ["anyOf": [["required": ["id"]], ["required": ["href"]], ["required": ["badge"]]]])
        let answered = try #require(schemas["Visit"])
        #expect(answered["required"] == ["id", "href", "@type"])
        #expect(answered["properties"]?["badge"]?["readOnly"] == true)
        #expect(answered["properties"]?["@type"] == ["type": "string"])
        #expect(answered["properties"]?["status"]?["description"] == "PATCH cannot change it.")
        #expect(schemas["VisitPatch"]?["properties"]?["status"] == nil)
        // Nothing of a guest is mandatory everywhere, so that there is one schema, which refers to itself.
        #expect(schemas["GuestCreate"] == nil)
        #expect(schemas["Guest"]?["properties"]?["company"]?["items"] == ["$ref": "#/components/schemas/Guest"])
        #expect(schemas["Guest"]?["properties"]?["page"]?["format"] == "iri-reference")
    }

    @Test("The example of a body is one that the service takes as it is configured")
    func examples() async throws {
        func examples(_ configuration: ServiceConfiguration) async throws -> Int {
            var count = 0
            for kind in Kind.allCases {
                let client = try Client(configuration: configuration)
                let operation = try #require(client.described?.operation(.post, kind.path))
                guard let example = operation.object["requestBody"]?["content"]?["application/json"]?["example"] else {
                    continue
                }
                count += 1
                let response = await client.post(kind.path, String(decoding: example.serialized(), as: UTF8.self))
                #expect(response.status == 201, "\(response.text)")
            }
            return count
        }
        #expect(try await examples(ServiceConfiguration()) == 2)
        #expect(try await examples(ServiceConfiguration(profile: .specification)) == 1)
        #expect(try await examples(ServiceConfiguration(clientIdentifiers: .required)) == 0)
    }
}
