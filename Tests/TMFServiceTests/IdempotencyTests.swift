import TMForum
import Testing

@Suite("Idempotency keys")
struct IdempotencyTests {
    private static func headers(_ key: String, _ more: (APIHeaders.Name, String)...) -> APIHeaders {
        var headers = APIHeaders([APIHeaders.Field(name: .idempotencyKey, value: key)])
        for (name, value) in more { headers.add(name, value) }
        return headers
    }

    private static func expectSame(
        _ first: APIResponse, _ second: APIResponse, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(second.status == first.status, sourceLocation: sourceLocation)
        #expect(second.text == first.text, sourceLocation: sourceLocation)
        for name: APIHeaders.Name in [.location, .eTag, .contentType] {
            #expect(second.headers[name] == first.headers[name], "\(name)", sourceLocation: sourceLocation)
        }
    }

    @Test("The same request again has the same answer and makes nothing", arguments: Kind.allCases)
    func again(_ kind: Kind) async throws {
        let client = try Client()
        let first = await client.post(kind.path, kind.minimum, headers: Self.headers("k-1"))
        #expect(first.status == 201)
        for _ in 0..<3 {
            Self.expectSame(first, await client.post(kind.path, kind.minimum, headers: Self.headers("k-1")))
        }
        #expect(try await client.ids(kind.path) == ["1"])
        #expect(await client.post(kind.path, kind.minimum, headers: Self.headers("k-2")).status == 201)
        #expect(await client.post(kind.path, kind.minimum).status == 201)
        #expect(try await client.ids(kind.path).count == 3)
    }

    @Test("The answer has the resource as it is now, and the status of then", arguments: Kind.allCases)
    func changed(_ kind: Kind) async throws {
        let client = try Client()
        let first = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        #expect(await client.patch(kind.path + "/1", #"{"x":1}"#).status == 200)
        let now = await client.get(kind.path + "/1")
        let again = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        #expect(again.status == 201)
        #expect(again.body == now.body)
        #expect(try again.tag() == now.tag())
        #expect(try again.tag() != first.tag())
        #expect(again.headers[.location] == first.headers[.location])
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test("What was deleted since is gone, and is not created again", arguments: Kind.allCases)
    func deleted(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        #expect(await client.post(kind.path, kind.minimum, headers: Self.headers("k")).status == 201)
        #expect(await client.delete(kind.path + "/1").status == 204)
        for _ in 0..<2 {
            let again = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
            expectError(again, 410, "410", message: "Idempotency-Key")
            #expect(log.events.last?.events == [])
        }
        let other = await client.post(kind.path, kind.minimum(and: #""x":1"#), headers: Self.headers("k"))
        expectError(other, 422, "2")
        #expect(try await client.ids(kind.path).isEmpty)
    }

    @Test("What others have taken from the client since is gone for it, and nothing tells it apart")
    func takenAway() async throws {
        let store = InMemoryStore()
        let restricted = try Client(store: store, access: ClosurePolicy.owned)
        let path = Kind.customer.path
        let body = Kind.customer.minimum(and: #""owner":"a""#)
        let first = await restricted.send(.post, path, as: "a", headers: Self.headers("k"), body: body)
        #expect(first.status == 201)
        #expect(await (try Client(store: store)).patch(path + "/1", #"{"owner":"b"}"#).status == 200)
        let again = await restricted.send(.post, path, as: "a", headers: Self.headers("k"), body: body)
        expectError(again, 410, "410")
        #expect(!again.text.contains("Ada"))
    }

    @Test("A record is small, however long the body and the resource are", arguments: Kind.allCases)
    func recordSize(_ kind: Kind) async throws {
        let store = InMemoryStore()
        let client = try Client(store: store)
        for length in [0, 1_000, 1_000_000] {
            let text = String(repeating: #"\u0001"#, count: length / 6)
            let body = kind.minimum(and: #""text":"\#(text)""#)
            #expect(await client.post(kind.path, body, headers: Self.headers("k\(length)")).status == 201)
        }
        #expect(await client.delete(kind.path + "/3").status == 204)
        let records = try await store.resources(in: ".idempotencyKey", matching: ResourceQuery()).resources
        #expect(records.count == 3)
        for record in records { #expect(record.document.bytes.count < 200) }
        #expect(Set(records.map { $0.document.bytes.count }).count == 1)
    }

    @Test("Another body under the same key is refused", arguments: Kind.allCases)
    func otherBody(_ kind: Kind) async throws {
        let client = try Client()
        #expect(await client.post(kind.path, kind.minimum, headers: Self.headers("k")).status == 201)
        let response = await client.post(kind.path, kind.minimum(and: #""x":1"#), headers: Self.headers("k"))
        expectError(response, 422, "2")
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test("Another collection or another client has keys of its own")
    func independent() async throws {
        let client = try Client()
        for kind in Kind.allCases {
            for identity in [nil, "a", "b", ""] {
                let response = await client.send(
                    .post, kind.path, as: identity, headers: Self.headers("k"), body: kind.minimum)
                #expect(response.status == 201)
            }
            #expect(try await client.ids(kind.path).count == 4)
            let other = await client.send(
                .post, kind.path, as: "a", headers: Self.headers("k"), body: kind.minimum(and: #""x":1"#))
            expectError(other, 422, "2")
        }
    }

    @Test(
        "Keys of two clients are told apart however the names of the clients and the keys are put together",
        arguments: ["/", ":", "|", " ", ",", "\n", "\t", "-", "\u{0}", "\u{1F}", ";", "#", "%2F", "+"])
    func ambiguous(_ separator: String) async throws {
        let client = try Client()
        let pairs = [("a", "b\(separator)c"), ("a\(separator)b", "c"), ("", "a\(separator)b\(separator)c")]
        for (identity, key) in pairs {
            let response = await client.send(
                .post, Kind.customer.path, as: identity, headers: Self.headers(key), body: Kind.customer.minimum)
            #expect(response.status == 201)
        }
        #expect(try await client.ids(Kind.customer.path).count == 3)
    }

    @Test("A key is forgotten after its lifetime", arguments: Kind.allCases)
    func expiry(_ kind: Kind) async throws {
        let clock = try HandClock()
        let client = Client(
            of: APIService(
                store: InMemoryStore(), configuration: ServiceConfiguration(idempotencyLifetime: .seconds(60)),
                environment: clock.environment()))
        let first = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        clock.advance(seconds: 59)
        Self.expectSame(first, await client.post(kind.path, kind.minimum, headers: Self.headers("k")))
        clock.advance(seconds: 2)
        let second = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        #expect(second.status == 201)
        #expect(second.headers[.location] != first.headers[.location])
        Self.expectSame(second, await client.post(kind.path, kind.minimum, headers: Self.headers("k")))
        clock.advance(seconds: 61)
        let other = await client.post(kind.path, kind.minimum(and: #""x":1"#), headers: Self.headers("k"))
        #expect(other.status == 201)
        #expect(try await client.ids(kind.path).count == 3)
    }

    @Test("A lifetime may be a part of a second", arguments: [Duration.milliseconds(500), .milliseconds(1_500)])
    func shortLifetime(_ lifetime: Duration) async throws {
        let client = try Client(configuration: ServiceConfiguration(idempotencyLifetime: lifetime))
        let first = await client.post(Kind.customer.path, Kind.customer.minimum, headers: Self.headers("k"))
        Self.expectSame(
            first, await client.post(Kind.customer.path, Kind.customer.minimum, headers: Self.headers("k")))
    }

    @Test("A request that was refused is not remembered", arguments: Kind.allCases)
    func refused(_ kind: Kind) async throws {
        let client = try Client()
        expectError(await client.post(kind.path, "{}", headers: Self.headers("k")), 400, "23")
        expectError(await client.post(kind.path, "", headers: Self.headers("k")), 400, "21")
        let first = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        #expect(first.status == 201)
        Self.expectSame(first, await client.post(kind.path, kind.minimum, headers: Self.headers("k")))
    }

    @Test("A store that fails leaves nothing behind under the key")
    func failingStore() async throws {
        var store = FailingStore(failsReading: false, failsWriting: true)
        let path = Kind.customer.path
        let failed = await (try Client(store: store)).post(path, Kind.customer.minimum, headers: Self.headers("k"))
        expectError(failed, 500, "1")
        store.failsWriting = false
        let client = try Client(store: store)
        #expect(await client.post(path, Kind.customer.minimum, headers: Self.headers("k")).status == 201)
        #expect(try await client.ids(path).count == 1)
    }

    @Test("50 equal requests at once make one resource and have one answer", arguments: Kind.allCases)
    func concurrent(_ kind: Kind) async throws {
        for yields in [false, true] {
            let client = try Client(store: YieldingStore(yields: yields))
            let responses = await withTaskGroup(of: APIResponse.self) { group in
                for _ in 0..<50 {
                    group.addTask { await client.post(kind.path, kind.minimum, headers: Self.headers("k")) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let first = try #require(responses.first)
            #expect(first.status == 201)
            for response in responses { Self.expectSame(first, response) }
            #expect(try await client.ids(kind.path).count == 1)
        }
    }

    @Test("Of 20 different requests at once under one key one is carried out, the others are refused")
    func concurrentOthers() async throws {
        let client = try Client(store: YieldingStore())
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let body = Kind.customer.minimum(and: #""x":\#(number)"#)
                    return await client.post(Kind.customer.path, body, headers: Self.headers("k")).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 201 } == 1)
        #expect(statuses.count { $0 == 422 } == 19)
    }

    @Test("A key works where access is restricted, and in a part of a store", arguments: Kind.allCases)
    func restricted(_ kind: Kind) async throws {
        let owner: FieldPath = "owner"
        let policy = ClosurePolicy { request, _, _ in .restricted(to: .equals(owner, .text(request.identity ?? ""))) }
        let restricted = try Client(access: policy)
        let body = kind.minimum(and: #""owner":"a""#)
        let first = await restricted.send(.post, kind.path, as: "a", headers: Self.headers("k"), body: body)
        #expect(first.status == 201, "\(first.text)")
        Self.expectSame(first, await restricted.send(.post, kind.path, as: "a", headers: Self.headers("k"), body: body))
        #expect(try await restricted.send(.get, kind.path, as: "a").ids().count == 1)
        let other = await restricted.send(.post, kind.path, as: "b", headers: Self.headers("k"), body: body)
        expectError(other, 403, "50")

        let scope = Filter.equals(owner, .text("a"))
        let scopes: [CollectionName: Filter] = [CollectionName(rawValue: kind.rawValue): scope]
        let scoped = try Client(store: ScopedStore(InMemoryStore(), to: scopes, elsewhere: .all([])))
        let second = await scoped.post(kind.path, body, headers: Self.headers("k"))
        #expect(second.status == 201, "\(second.text)")
        Self.expectSame(second, await scoped.post(kind.path, body, headers: Self.headers("k")))
        #expect(try await scoped.ids(kind.path).count == 1)
    }

    @Test("The remembered answer shows no more than the first one did")
    func masked() async throws {
        let mask = AttributeMask([try JSONPath("$.secret", dialect: .tmf630)])
        let client = try Client(
            access: ClosurePolicy { _, _, _ in .restricted(to: .all([]), hiding: mask) })
        let body = Kind.customer.minimum(and: #""secret":"s3cret""#)
        let first = await client.post(Kind.customer.path, body, headers: Self.headers("k"))
        #expect(!first.text.contains("s3cret"))
        Self.expectSame(first, await client.post(Kind.customer.path, body, headers: Self.headers("k")))
    }

    @Test("Keys are no resources: nothing of them can be seen")
    func invisible() async throws {
        let client = try Client()
        for kind in Kind.allCases {
            _ = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
            #expect(await client.get(kind.path).headers[.totalCount] == "1")
            #expect(!(await client.get(kind.path).text.contains("dempotency")))
        }
    }

    @Test("A key that is empty or too long is refused", arguments: ["", " ", String(repeating: "k", count: 10_000)])
    func badKeys(_ key: String) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let response = await client.post(kind.path, kind.minimum, headers: Self.headers(key))
            expectError(response, 400, "26", message: "Idempotency-Key")
            #expect(try await client.ids(kind.path).isEmpty)
        }
    }

    @Test(
        "A key may have any characters",
        arguments: ["\"abc\"", "é", "a/b", "%", "8e03978e-40d5-43e8-bc93-6894a57f9324"])
    func oddKeys(_ key: String) async throws {
        let client = try Client()
        let first = await client.post(Kind.customer.path, Kind.customer.minimum, headers: Self.headers(key))
        #expect(first.status == 201)
        Self.expectSame(
            first, await client.post(Kind.customer.path, Kind.customer.minimum, headers: Self.headers(key)))
        #expect(try await client.ids(Kind.customer.path).count == 1)
    }

    @Test("A refused client learns nothing by a key", arguments: Kind.allCases)
    func accessFirst(_ kind: Kind) async throws {
        let store = InMemoryStore()
        let path = kind.path
        _ = await (try Client(store: store)).post(path, kind.minimum, headers: Self.headers("k"))
        let refusing = try Client(store: store, access: ClosurePolicy { _, _, _ in .forbidden() })
        expectError(await refusing.post(path, kind.minimum, headers: Self.headers("k")), 403, "50")
    }
}
