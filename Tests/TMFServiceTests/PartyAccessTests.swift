import TMForum
import Testing

@Suite("Access of parties")
struct PartyAccessTests {
    private static func body(_ kind: Kind, of party: String, _ members: String = #""x":0"#) -> String {
        switch kind {
        case .partyInteraction:
            kind.minimum(
                and: #""relatedParty":[{"id":"other","@referredType":"I"},{"id":"\#(party)","#
                    + #""@referredType":"I"}],\#(members)"#)
        case .customer: #"{"name":"N","engagedParty":{"id":"\#(party)","@referredType":"Individual"},\#(members)}"#
        }
    }

    /// A service with resources of ada (r0 and r2) and of bob (r1).
    private static func client(_ kind: Kind, _ store: InMemoryStore = InMemoryStore()) async throws -> Client {
        // Identifiers that the service would not make.
        let admin = try Client(store: store, configuration: ServiceConfiguration(clientIdentifiers: .required))
        for (number, party) in ["ada", "bob", "ada"].enumerated() {
            let notes = #""id":"r\#(number)","note":[{"text":"public"},{"text":"s3cret","@type":"InternalNote"}]"#
            #expect(await admin.post(kind.path, body(kind, of: party, notes)).status == 201)
        }
        return try Client(store: store, access: .parties(challenge: "Bearer"))
    }

    @Test("A party sees and counts what is its own", arguments: Kind.allCases)
    func reading(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        let list = await client.send(.get, kind.path, as: "ada")
        #expect(try list.ids() == ["r0", "r2"])
        #expect(list.headers[.totalCount] == "2")
        #expect(try await client.send(.get, kind.path, as: "bob").ids() == ["r1"])
        #expect(try await client.send(.get, kind.path, as: "eve").ids() == [])
        #expect(await client.send(.get, kind.path + "/r0", as: "ada").status == 200)
        expectError(await client.send(.get, kind.path + "/r0", as: "bob"), 404, "60")
        // The identifier of a party is not a pattern or a list.
        for identity in ["", "*", "ada,bob", "ada;bob", "Ada", "ada "] {
            #expect(try await client.send(.get, kind.path, as: identity).ids() == [], "\(identity)")
        }
    }

    @Test("A party changes and deletes what is its own, and gives it to nobody", arguments: Kind.allCases)
    func changing(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        #expect(await client.send(.patch, kind.path + "/r0", as: "ada", body: #"{"x":1}"#).status == 200)
        expectError(await client.send(.patch, kind.path + "/r1", as: "ada", body: #"{"x":1}"#), 404, "60")
        expectError(await client.send(.delete, kind.path + "/r1", as: "ada"), 404, "60")
        let given =
            kind == .customer
            ? #"{"engagedParty":{"id":"bob"}}"# : #"{"relatedParty":[{"id":"bob","@referredType":"I"}]}"#
        expectError(await client.send(.patch, kind.path + "/r0", as: "ada", body: given), 403, "50")
        #expect(await client.send(.delete, kind.path + "/r2", as: "ada").status == 204)
        #expect(try await client.send(.get, kind.path, as: "ada").ids() == ["r0"])
        #expect(try await client.send(.get, kind.path, as: "bob").ids() == ["r1"])
    }

    @Test("A party creates what is its own and nothing else", arguments: Kind.allCases)
    func creating(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        #expect(await client.send(.post, kind.path, as: "eve", body: Self.body(kind, of: "eve")).status == 201)
        expectError(await client.send(.post, kind.path, as: "eve", body: Self.body(kind, of: "ada")), 403, "50")
    }

    @Test("Who does not say who they are is asked to", arguments: Kind.allCases)
    func nobody(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        for (method, target) in [
            (APIMethod.get, kind.path), (.get, kind.path + "/r0"), (.post, kind.path), (.patch, kind.path + "/r0"),
            (.delete, kind.path + "/r0"),
        ] {
            let response = await client.send(method, target, as: nil, body: kind.minimum)
            expectError(response, 401, "40")
            #expect(response.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test("Internal notes are hidden from parties, also those of items, and stay where they are")
    func notes() async throws {
        let store = InMemoryStore()
        let kind = Kind.partyInteraction
        let admin = try Client(store: store)
        let note = #"{"text":"s3cret","@type":"InternalNote"}"#
        let members = #"""
            "note":[\#(note),{"text":"public"}],"interactionItem":[{"item":{"role":"x"},"note":[\#(note)]}]
            """#
        let path = try await admin.create(
            kind, #""relatedParty":[{"id":"ada","@referredType":"I"}],"# + members)
        let client = try Client(store: store, access: PartyAccess(challenge: "Bearer"))
        for target in [path, kind.path, path + "?fields=note,interactionItem", kind.path + "?fields=note.text"] {
            let response = await client.send(.get, target, as: "ada")
            #expect(response.status == 200)
            #expect(!response.text.contains("s3cret"), "\(response.text)")
            #expect(!response.text.contains("InternalNote"), "\(response.text)")
        }
        #expect(try await client.send(.get, kind.path + "?note.text=s3cret", as: "ada").ids() == [])
        #expect(try await client.send(.get, kind.path + "?note.text=public", as: "ada").ids() == ["1"])
        #expect(try await client.send(.get, kind.path + "?interactionItem.note.text=s3cret", as: "ada").ids() == [])
        let before = try await admin.get(path).json()
        let patched = await client.send(.patch, path, as: "ada", body: #"{"reason":"Other"}"#)
        #expect(patched.status == 200)
        #expect(!patched.text.contains("s3cret"))
        let after = try await admin.get(path).json()
        for name in ["note", "interactionItem"] { #expect(after[name] == before[name]) }
        #expect(await client.send(.patch, path, as: "ada", body: #"{"note":[]}"#).status == 200)
        #expect(try await admin.get(path).json()["note"]?.arrayValue?.map { $0["text"] } == ["s3cret"])
        let internalNote = #"{"note":[{"@type":"InternalNote"}]}"#
        expectError(await client.send(.patch, path, as: "ada", body: internalNote), 403, "50")
        let owner = #""relatedParty":[{"id":"ada","@referredType":"I"}],"#
        let body = kind.minimum(and: owner + internalNote.dropFirst().dropLast())
        expectError(await client.send(.post, kind.path, as: "ada", body: body), 403, "50")
    }

    @Test("The party may be found out another way, and own resources by another attribute")
    func own() async throws {
        let policy = PartyAccess(mask: .none, challenge: "Token") { request in
            request.headers["X-Party"]
        }
        var (customer, interaction) = (ResourceDescription.customerV4, ResourceDescription.partyInteractionV4)
        customer.owners = ["owner.id", "steward.id"]
        interaction.owners = []
        let client = try Client(
            resources: [ResourceDefinition(customer), ResourceDefinition(interaction)], access: policy)
        let headers: APIHeaders = ["X-Party": "ada"]
        let body = Kind.customer.minimum(and: #""owner":[{"id":"bob"},{"id":"ada"}]"#)
        #expect(await client.post(Kind.customer.path, body, headers: headers).status == 201)
        let other = Kind.customer.minimum(and: #""steward":{"id":"ada"},"owner":{"id":"bob"}"#)
        #expect(await client.post(Kind.customer.path, other, headers: headers).status == 201)
        #expect(try await client.get(Kind.customer.path, headers: headers).ids() == ["1", "2"])
        #expect(await client.get(Kind.customer.path).headers[.wwwAuthenticate] == "Token")
        // A type without owners belongs to no party.
        expectError(await client.get(Kind.partyInteraction.path, headers: headers), 403, "50")
    }
}
