import TMForum
import Testing

@Suite("Rules of many changes at once")
struct BulkRuleTests {
    private static let type: APIHeaders = [.contentType: PatchType.patch]

    private static func client(
        store: any ResourceStore = InMemoryStore(), configuration: ServiceConfiguration = ServiceConfiguration(),
        access: any AccessPolicy = .open, references: ReferencePolicy? = nil, log: EventLog = EventLog()
    ) throws -> Client {
        try Client(
            store: store, resources: .standard { $0.operations.insert(.bulk) }, configuration: configuration,
            access: access, references: references, observer: log.observer)
    }

    @Test("Unknown attributes are refused by configuration or by Prefer", arguments: Kind.allCases)
    func unknownAttributes(_ kind: Kind) async throws {
        let refusing = try Self.client(configuration: ServiceConfiguration(unknownAttributes: .refused))
        let keeping = try Self.client()
        for client in [refusing, keeping] { _ = try await client.create(kind) }
        let body = #"[{"op":"add","path":"/1/own","value":1}]"#
        let refused = await refusing.patch(kind.path, body, headers: Self.type)
        expectError(refused, 400, "24", message: "own")
        #expect(refused.findings == ["unknownAttribute /1/own"])
        var headers = Self.type
        headers[.prefer] = "handling=strict"
        expectError(await keeping.patch(kind.path, body, headers: headers), 400, "24", message: "own")
        #expect(await keeping.patch(kind.path, body, headers: Self.type).status == 200)
    }

    @Test("References of new resources and changed ones are checked")
    func references() async throws {
        let references = ReferencePolicy(.strict) { $0.id != "bad" }
        let client = try Self.client(references: references)
        _ = try await client.create(.customer)
        let path = Kind.customer.path
        let changed = #"[{"op":"replace","path":"/1/engagedParty/id","value":"bad"}]"#
        let response = await client.patch(path, changed, headers: Self.type)
        expectError(response, 400, "24")
        #expect(response.findings == ["invalidReference /1/engagedParty"])
        let party = #"{"id":"bad","@referredType":"Individual"}"#
        let created = #"[{"op":"add","path":"/-","value":{"name":"B","engagedParty":\#(party)}}]"#
        expectError(await client.patch(path, created, headers: Self.type), 400, "24", message: "engagedParty")
        #expect(try await client.ids(path + "?engagedParty.id=p1") == ["1"])
        #expect(try await client.ids(path) == ["1"])
    }

    @Test("What is hidden stays as it was, is in no answer, and cannot be copied", arguments: Kind.allCases)
    func masked(_ kind: Kind) async throws {
        let mask = AttributeMask([try JSONPath("$.secret", dialect: .tmf630)])
        let policy = ClosurePolicy { request, _, _ in
            request.identity == nil ? .allowed : .restricted(to: .all([]), hiding: mask)
        }
        let client = try Self.client(access: policy)
        for _ in 0..<2 { _ = try await client.create(kind, #""secret":"s3cret""#) }
        func bulk(_ body: String) async -> APIResponse {
            await client.send(.patch, kind.path, as: "a", headers: Self.type, body: body)
        }
        let changed = await bulk(#"[{"op":"add","path":"/1/x","value":1}]"#)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(!changed.text.contains("s3cret"))
        #expect(try await client.get(kind.path + "/1").json()["secret"] == "s3cret")
        for body in [
            #"[{"op":"copy","from":"/1/secret","path":"/1/x"}]"#, #"[{"op":"copy","from":"/1/secret","path":"/2/x"}]"#,
            #"[{"op":"move","from":"/1/secret","path":"/2/x"}]"#, #"[{"op":"copy","from":"/1","path":"/2/x"}]"#,
            #"[{"op":"test","path":"/1/secret","value":"s3cret"}]"#, #"[{"op":"copy","from":"/1","path":"/-"}]"#,
            #"[{"op":"replace","path":"/1/secret","value":"mine"}]"#, #"[{"op":"remove","path":"/2/secret"}]"#,
        ] {
            let response = await bulk(body)
            #expect([200, 400, 403, 404, 409].contains(response.status), "\(response.text)")
            #expect(!response.text.contains("s3cret"), "\(response.text)")
            #expect(!(await client.send(.get, kind.path, as: "a").text.contains("s3cret")), "\(body)")
            for id in ["1", "2"] {
                #expect(try await client.get(kind.path + "/" + id).json()["secret"] == "s3cret", "\(body)")
            }
        }
    }

    @Test("More operations, or a larger body, than the limits are refused", arguments: Kind.allCases)
    func limits(_ kind: Kind) async throws {
        let limits = ServiceLimits(body: JSONLimits(bytes: 300), patch: JSONPatch.Limits(operations: 3))
        let client = try Self.client(configuration: ServiceConfiguration(limits: limits))
        _ = try await client.create(kind)
        let operation = #"{"op":"add","path":"/1/x","value":1}"#
        func body(_ count: Int) -> String {
            "[" + Array(repeating: operation, count: count).joined(separator: ",") + "]"
        }
        #expect(await client.patch(kind.path, body(3), headers: Self.type).status == 200)
        let many = await client.patch(kind.path, body(4), headers: Self.type)
        #expect([400, 413].contains(many.status), "\(many.text)")
        expectError(await client.patch(kind.path, body(20), headers: Self.type), 413, "413")
        expectError(await client.patch(kind.path, "", headers: Self.type), 400, "21")
        for body in ["{}", "[1]", "[{}]", "x"] {
            expectError(await client.patch(kind.path, body, headers: Self.type), 400, "22")
        }
    }

    @Test("Later operations see what earlier ones did", arguments: Kind.allCases)
    func order(_ kind: Kind) async throws {
        let client = try Self.client()
        for number in 0..<2 { _ = try await client.create(kind, #""n":\#(number)"#) }
        let good = #"""
            [{"op":"replace","path":"/1/n","value":5},{"op":"test","path":"/1/n","value":5},
             {"op":"copy","from":"/1/n","path":"/1/m"},{"op":"test","path":"/1/m","value":5}]
            """#
        #expect(await client.patch(kind.path, good, headers: Self.type).status == 200)
        #expect(try await client.get(kind.path + "/1").json()["m"] == 5)
        let removed = #"[{"op":"remove","path":"/2"},{"op":"replace","path":"/2/n","value":1}]"#
        let response = await client.patch(kind.path, removed, headers: Self.type)
        #expect((400..<500).contains(response.status), "\(response.text)")
        #expect(try await client.ids(kind.path) == ["1", "2"])
    }

    @Test("A test that fails keeps what would be removed after it", arguments: Kind.allCases)
    func testBeforeRemoval(_ kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, #""n":1"#)
        for operation in [#""op":"test","path":"/1/n","value":2"#, #""op":"remove","path":"/1/nothing""#] {
            let body = #"[{\#(operation)},{"op":"remove","path":"/1"}]"#
            expectError(await client.patch(kind.path, body, headers: Self.type), 409, "409")
            #expect(await client.get(path).status == 200, "\(operation)")
        }
        let body = #"[{"op":"test","path":"/1/n","value":1},{"op":"remove","path":"/1"}]"#
        _ = try await client.create(kind, #""n":1"#)
        #expect(await client.patch(kind.path, body, headers: Self.type).status == 200)
        #expect(try await client.ids(kind.path) == ["2"])
    }

    @Test("What is removed can be put there anew by the same patch", arguments: Kind.allCases)
    func removedAndAdded(_ kind: Kind) async throws {
        let client = try Self.client(configuration: ServiceConfiguration(clientIdentifiers: .accepted))
        _ = try await client.create(kind, #""id":"a","n":1"#)
        let value = kind.minimum(and: #""n":2"#)
        let body = #"[{"op":"remove","path":"/a"},{"op":"add","path":"/a","value":\#(value)}]"#
        #expect(await client.patch(kind.path, body, headers: Self.type).status == 200)
        #expect(try await client.get(kind.path + "/a").json()["n"] == 2)
    }

    @Test("The findings of a new resource begin with where it was to be", arguments: Kind.allCases, ["new", "-"])
    func newFindings(kind: Kind, place: String) async throws {
        let client = try Self.client(configuration: ServiceConfiguration(clientIdentifiers: .accepted))
        let body = #"[{"op":"add","path":"/\#(place)","value":{"status":5}}]"#
        let response = await client.patch(kind.path, body, headers: Self.type)
        expectError(response, 400, "23")
        #expect(!response.findings.isEmpty)
        #expect(response.findings.allSatisfy { $0.contains(" /\(place)/") }, "\(response.findings)")
    }

    @Test("An identifier that is taken is found out without asking again and again", arguments: Kind.allCases)
    func duplicate(_ kind: Kind) async throws {
        let asked = TextLog()
        let references = ReferencePolicy(.strict) { reference in
            asked.add(reference.id ?? "")
            return true
        }
        let client = try Self.client(
            configuration: ServiceConfiguration(clientIdentifiers: .accepted), references: references)
        let member = #""id":"a","relatedParty":[{"id":"p","@referredType":"I"}]"#
        _ = try await client.create(kind, member)
        _ = asked.take()
        let body = #"[{"op":"add","path":"/-","value":\#(kind.minimum(and: member))}]"#
        expectError(await client.patch(kind.path, body, headers: Self.type), 409, "409", message: "'a'")
        #expect(asked.take().count <= 10)
    }

    @Test("A request that is refused gives rise to no events", arguments: Kind.allCases)
    func refusedEvents(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Self.client(access: ClosurePolicy.owned, log: log)
        _ = try await client.create(kind, #""owner":"a""#)
        _ = try log.only()
        let body = #"[{"op":"replace","path":"/1/owner","value":"b"}]"#
        expectError(await client.send(.patch, kind.path, as: "a", headers: Self.type, body: body), 403, "50")
        let event = try log.only()
        #expect(event.operation == .bulk)
        #expect(event.events.isEmpty)
    }

    @Test("An empty patch changes nothing", arguments: Kind.allCases)
    func empty(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Self.client(log: log)
        let path = try await client.create(kind)
        let before = await client.get(path)
        for body in ["[]", #"[{"op":"test","path":"/1/id","value":"1"}]"#] {
            #expect(await client.patch(kind.path, body, headers: Self.type).status == 200)
            #expect(log.events.last?.events == [])
            #expect(await client.get(path) == before)
        }
    }

    @Test("Whatever operation meets whole resources, none gets the identifier of another", arguments: Kind.allCases)
    func wholeResources(_ kind: Kind) async throws {
        for operation in [
            #""op":"copy","from":"/1","path":"/-""#, #""op":"copy","from":"/1","path":"/2""#,
            #""op":"move","from":"/1","path":"/2""#, #""op":"move","from":"/1","path":"/9""#,
            #""op":"copy","from":"/1","path":"/9""#, #""op":"replace","path":"/1","value":{"id":"2"}"#,
            #""op":"move","from":"/1/n","path":"/2/n""#, #""op":"copy","from":"/1/id","path":"/2/id""#,
            #""op":"copy","from":"","path":"/-""#, #""op":"test","path":"","value":{}"#,
        ] {
            let client = try Self.client()
            for number in 0..<2 { _ = try await client.create(kind, #""n":\#(number)"#) }
            let response = await client.patch(kind.path, "[{\(operation)}]", headers: Self.type)
            #expect(response.status < 500, "\(operation) \(response.text)")
            let ids = try await client.ids(kind.path)
            #expect(Set(ids).count == ids.count)
            for id in ids {
                let resource = try await client.get(kind.path + "/" + id).json()
                #expect(resource["id"] == .string(id), "\(operation)")
                #expect(resource["href"] == .string(kind.path + "/" + id), "\(operation)")
            }
            if response.status >= 400 { #expect(ids == ["1", "2"]) }
        }
    }
}
