import TMForum
import Testing

@Suite("Access to some of the resources")
struct RowAccessTests {
    /// A client of a service with three resources of "a" (1, 3, 5) and two of "b" (2, 4).
    private static func client(_ kind: Kind, log: EventLog = EventLog()) async throws -> Client {
        let client = try Client(access: ClosurePolicy.owned, observer: log.observer)
        for number in 1...5 {
            _ = try await client.create(kind, #""owner":"\#(number % 2 == 1 ? "a" : "b")","n":\#(number)"#)
        }
        return client
    }

    @Test("A list shows and counts what is in reach, whatever it is asked for", arguments: Kind.allCases)
    func lists(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        for (query, ids) in [
            ("", ["1", "3", "5"]), ("?owner=b", []), ("?owner=a;owner=b", ["1", "3", "5"]), ("?id=2,3", ["3"]),
            ("?sort=-n", ["5", "3", "1"]), ("?owner.ne=a", []), ("?filter=$..[?(@.owner=='b')]", []),
            ("?n.gte=2;n.lt=2", ["1", "3", "5"]), ("?cursor=", ["1", "3", "5"]),
        ] {
            let response = await client.send(.get, kind.path + query, as: "a")
            #expect(try response.ids() == ids, "\(query)")
            #expect(response.headers[.totalCount] == String(ids.count), "\(query)")
        }
        let page = await client.send(.get, kind.path + "?limit=2", as: "a")
        #expect(page.status == 206)
        #expect(page.headers[.totalCount] == "3")
        #expect(try await client.send(.get, try #require(page.links["next"]), as: "a").ids() == ["5"])
        #expect(try await client.send(.get, kind.path, as: "nobody").ids() == [])
        #expect(try await client.send(.get, kind.path, as: nil).ids().count == 5)
    }

    @Test(
        "What is out of reach is not found, exactly as what does not exist", arguments: Kind.allCases,
        ["GET", "HEAD", "PATCH", "DELETE"])
    func outside(kind: Kind, method: String) async throws {
        let client = try await Self.client(kind)
        let before = await client.get(kind.path)
        let method = APIMethod(rawValue: method)
        for headers: APIHeaders in [[:], ["If-Match": "*"], ["If-Match": "\"1\""], ["If-None-Match": "*"]] {
            let other = await client.send(method, kind.path + "/2", as: "a", headers: headers, body: #"{"x":1}"#)
            let none = await client.send(method, kind.path + "/9", as: "a", headers: headers, body: #"{"x":1}"#)
            #expect(other.status == 404)
            #expect(other.text.replacing("2", with: "9") == none.text.replacing("2", with: "9"))
            #expect(other.headers == none.headers)
        }
        #expect(await client.get(kind.path) == before)
        let own = await client.send(method, kind.path + "/1", as: "a", body: #"{"x":1}"#)
        #expect(own.status == (method == .delete ? 204 : 200))
    }

    @Test("Nothing can be created out of reach, or put there", arguments: Kind.allCases)
    func leaving(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        let before = await client.get(kind.path)
        for body in [kind.minimum, kind.minimum(and: #""owner":"b""#), kind.minimum(and: #""owner":null"#)] {
            expectError(await client.send(.post, kind.path, as: "a", body: body), 403, "50")
        }
        let path = kind.path + "/1"
        for body in [#"{"owner":"b"}"#, #"{"owner":null}"#, #"{"owner":"b","x":1}"#] {
            expectError(await client.send(.patch, path, as: "a", body: body), 403, "50")
        }
        let headers: APIHeaders = [.contentType: PatchType.patch]
        let body = #"[{"op":"add","path":"/x","value":1},{"op":"replace","path":"/owner","value":"b"}]"#
        expectError(await client.send(.patch, path, as: "a", headers: headers, body: body), 403, "50")
        #expect(await client.get(kind.path) == before)
        let own = await client.send(.post, kind.path, as: "a", body: kind.minimum(and: #""owner":"a""#))
        #expect(own.status == 201)
    }

    @Test("An identifier that is taken out of reach is a conflict and shows nothing", arguments: Kind.allCases)
    func duplicate(_ kind: Kind) async throws {
        let client = try Client(
            configuration: ServiceConfiguration(clientIdentifiers: .required), access: ClosurePolicy.owned)
        _ = try await client.create(kind, #""id":"x","owner":"b","secret":"s3cret""#)
        let body = kind.minimum(and: #""id":"x","owner":"a""#)
        let response = await client.send(.post, kind.path, as: "a", body: body)
        expectError(response, 409, "409")
        #expect(!response.text.contains("s3cret"))
    }

    @Test("A policy is asked once, with the operation and the resource", arguments: Kind.allCases)
    func asked(_ kind: Kind) async throws {
        let log = TextLog()
        let policy = ClosurePolicy { request, operation, resource in
            log.add("\(request.identity ?? "-") \(operation) \(resource.name)")
            return .allowed
        }
        let client = try Client(access: policy)
        let requests: [(APIMethod, String, String, ServiceOperation)] = [
            (.post, kind.path, kind.minimum, .create), (.get, kind.path, "", .list), (.head, kind.path, "", .list),
            (.get, kind.path + "/1", "", .read), (.patch, kind.path + "/1", "{}", .patch),
            (.options, kind.path, "", .describe), (.delete, kind.path + "/1", "", .delete),
        ]
        for (method, target, body, operation) in requests {
            _ = await client.send(method, target, as: "me", body: body)
            #expect(log.take() == ["me \(operation) \(kind.rawValue)"])
        }
    }

    @Test("Who is refused is told how to say who they are, before anything else is looked at", arguments: Kind.allCases)
    func refused(_ kind: Kind) async throws {
        let policy = ClosurePolicy { request, _, _ in
            switch request.identity {
            case nil: .unauthenticated(challenge: #"Bearer realm="crm""#)
            case "old": .unauthenticated(challenge: "Bearer", .expiredCredentials, "Again, please.")
            case "thrown": throw ServiceError(.forbiddenUser, "Not you.")
            case "broken": throw FailingStore.Cause()
            default: .forbidden()
            }
        }
        let client = try Client(access: policy)
        for (method, target) in [
            (APIMethod.get, kind.path), (.get, kind.path + "/1"), (.post, kind.path), (.patch, kind.path + "/1"),
            (.delete, kind.path + "/1"), (.get, kind.path + "?limit=x"),
        ] {
            let nobody = await client.send(method, target, as: nil, body: "{")
            expectError(nobody, 401, "40")
            #expect(nobody.headers[.wwwAuthenticate] == #"Bearer realm="crm""#)
            let old = await client.send(method, target, as: "old", body: "{")
            expectError(old, 401, "42", message: "Again")
            #expect(old.headers[.wwwAuthenticate] == "Bearer")
            let other = await client.send(method, target, as: "other", body: "{")
            expectError(other, 403, "50")
            #expect(other.headers[.wwwAuthenticate] == nil)
            expectError(await client.send(method, target, as: "thrown", body: "{"), 403, "52", message: "Not you.")
            let broken = await client.send(method, target, as: "broken", body: "{")
            expectError(broken, 500, "1")
            #expect(!broken.text.contains("hunter2"))
        }
    }

    @Test("Tenants are a row filter, or a store for each", arguments: Kind.allCases)
    func tenants(_ kind: Kind) async throws {
        // One store; the tenant of the request's identity is an attribute of every resource.
        let shared = try await Self.client(kind)
        #expect(try await shared.send(.get, kind.path, as: "b").ids() == ["2", "4"])
        // A store for each tenant, with a service of its own in front of it.
        let services = ["a": try Client(), "b": try Client()]
        for (tenant, client) in services { _ = try await client.create(kind, #""tenant":"\#(tenant)""#) }
        for (tenant, client) in services {
            #expect(try await client.get(kind.path).json()[0]?["tenant"] == .string(tenant))
            #expect(await client.get(kind.path).headers[.totalCount] == "1")
        }
    }

    @Test("Who is not known is asked who they are, whatever form of answer they accept", arguments: Kind.allCases)
    func acceptAfterwards(_ kind: Kind) async throws {
        let client = try Client(access: ClosurePolicy { _, _, _ in .unauthenticated(challenge: "Bearer") })
        expectError(await client.get(kind.path, headers: [.accept: "text/html"]), 401, "40")
    }

    @Test("A condition that goes beyond the limits is an error on this side, and nothing is shown")
    func costlyCondition() async throws {
        let path = try JSONPath("$..[?(@.a)]", dialect: .tmf630)
        let policy = ClosurePolicy { request, _, _ in
            request.identity == nil ? .allowed : .restricted(to: .not(.path(path)))
        }
        let limits = QueryLimits(visitedNodes: 50)
        let client = try Client(
            store: InMemoryStore(options: StoreOptions(queryLimits: limits)),
            configuration: ServiceConfiguration(limits: ServiceLimits(query: limits)), access: policy)
        let elements = Array(repeating: "[1]", count: 100).joined(separator: ",")
        let resource = try await client.create(.customer, #""secret":"s3cret","x":[\#(elements)]"#)
        // The client has asked for nothing wrong, and the condition is nobody's business.
        for method in [APIMethod.get, .patch, .delete] {
            expectError(await client.send(method, resource, as: "a", body: #"{"x":1}"#), 500, "1")
        }
        let list = await client.send(.get, Kind.customer.path, as: "a")
        #expect(list.text == "[]")
        #expect(list.headers[.warning] == nil)
        #expect(await client.get(resource).status == 200)
    }
}
