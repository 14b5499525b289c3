import TMForum
import Testing

@Suite("Errors and limits")
struct ErrorTests {
    @Test("Every code is answered with its status, code, reason and type", arguments: ServiceError.Code.allCases)
    func codes(_ code: ServiceError.Code) async throws {
        let error = ServiceError(code, "What happened.", headers: ["X-Own": "1"])
        let client = try Client(middleware: [{ _, _ in throw error }])
        let response = await client.get(Kind.customer.path)
        expectError(response, code.status, code.value)
        #expect(response.headers["X-Own"] == "1")
        #expect(try response.json()["message"] == "What happened.")
        let names = try #require(try response.json().objectValue).names
        #expect(Array(names.prefix(5)) == ["code", "reason", "message", "status", "@type"])
    }

    @Test(
        "The codes are those of the common list",
        arguments: [
            (400, ["20", "21", "22", "23", "24", "25", "26", "27", "28"]), (401, ["40", "41", "42"]),
            (403, ["50", "51", "52"]), (404, ["60"]), (405, ["61"]), (422, ["2"]), (500, ["1"]),
        ])
    func catalogue(status: Int, codes: [String]) {
        let all = ServiceError.Code.allCases.filter { $0.status == status }.map(\.value)
        #expect(Set(all).isSuperset(of: codes))
        #expect(all.count == Set(all).count)
    }

    @Test("An unexpected error is told by an identifier only, which the observer is given with its text")
    func unexpected() async throws {
        let log = EventLog()
        let client = try Client(store: FailingStore(), observer: log.observer)
        for kind in Kind.allCases {
            let requests: [(APIMethod, String, String)] = [
                (.get, kind.path, ""), (.get, kind.path + "/1", ""), (.post, kind.path, kind.minimum),
                (.patch, kind.path + "/1", "{}"), (.delete, kind.path + "/1", ""),
            ]
            for (method, target, body) in requests {
                let response = await client.send(method, target, body: body)
                expectError(response, 500, "1")
                let id = try #require(try response.json()["errorId"]?.stringValue)
                #expect(!id.isEmpty)
                #expect(!response.text.contains("hunter2") && !response.text.contains("Cause"))
                let event = try log.only()
                #expect(event.errorID == id)
                #expect(event.internalError?.contains("hunter2") == true)
                #expect(event.status == 500)
            }
        }
    }

    @Test("Two errors have two identifiers")
    func identifiers() async throws {
        let client = try Client(store: FailingStore())
        let first = try await client.get(Kind.customer.path).json()["errorId"]
        #expect(try await client.get(Kind.customer.path).json()["errorId"] != first)
    }

    @Test(
        "A store that cannot be used now is answered with 503 and when to come again, one that is damaged with 500",
        arguments: [(StoreError.Code.unavailable, true), (.locked, true), (.full, true), (.corrupted, false)])
    func stores(code: StoreError.Code, isTemporary: Bool) async throws {
        let log = EventLog()
        let error = StoreError(code, underlyingError: FailingStore.Cause())
        let client = try Client(store: FailingStore(error: error), observer: log.observer)
        for kind in Kind.allCases {
            for response in [
                await client.get(kind.path), await client.get(kind.path + "/1"),
                await client.post(kind.path, kind.minimum), await client.patch(kind.path + "/1", "{}"),
                await client.delete(kind.path + "/1"),
            ] {
                expectError(response, isTemporary ? 503 : 500, isTemporary ? "503" : "1")
                #expect((response.headers[.retryAfter].flatMap { Int($0) } != nil) == isTemporary)
                #expect(!response.text.contains("hunter2"))
            }
        }
        #expect(log.events.allSatisfy { $0.internalError?.contains("hunter2") == true })
    }

    @Test("A body at the limit is taken, one byte more is too large", arguments: Kind.allCases)
    func bodySize(_ kind: Kind) async throws {
        let size = kind.minimum.utf8.count
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(bytes: size))))
        #expect(await client.post(kind.path, kind.minimum).status == 201)
        expectError(await client.post(kind.path, kind.minimum + "\n"), 413, "413")
        let patch = "{" + String(repeating: " ", count: size) + "}"
        expectError(await client.patch(kind.path + "/1", patch), 413, "413")
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test(
        "A target at the limit is taken, one byte more is too long",
        arguments: ["GET", "POST", "PATCH", "DELETE", "PUT"])
    func targetLength(_ method: String) async throws {
        let target = Kind.customer.path + "?name=" + String(repeating: "x", count: 20)
        let size = target.utf8.count
        let client = try Client(configuration: ServiceConfiguration(limits: ServiceLimits(targetLength: size)))
        let method = APIMethod(rawValue: method)
        #expect(await client.send(method, target, body: Kind.customer.minimum).status != 414)
        expectError(await client.send(method, target + "x", body: Kind.customer.minimum), 414, "414")
        expectError(await client.send(method, "/" + String(repeating: "é", count: size)), 414, "414")
    }

    @Test("A body as deep as the limit is taken, a deeper one is refused", arguments: [1, 3, 50])
    func depth(_ depth: Int) async throws {
        let limits = ServiceLimits(body: JSONLimits(depth: depth + 2))
        let client = try Client(configuration: ServiceConfiguration(limits: limits))
        func body(_ count: Int) -> String {
            Kind.customer.minimum(
                and: #""x":"# + String(repeating: "[", count: count) + String(repeating: "]", count: count))
        }
        #expect(await client.post(Kind.customer.path, body(depth + 1)).status == 201)
        expectError(await client.post(Kind.customer.path, body(depth + 2)), 400, "22")
    }

    @Test("A query beyond a limit is refused, and a resource on which it costs too much is judged by itself")
    func queryCost() async throws {
        let limits = ServiceLimits(query: QueryLimits(terms: 3, pathDepth: 4, visitedNodes: 100))
        let client = try Client(
            store: InMemoryStore(options: StoreOptions(queryLimits: limits.query)),
            configuration: ServiceConfiguration(limits: limits))
        let elements = Array(repeating: #"{"a":[1,2,3]}"#, count: 50).joined(separator: ",")
        let path = try await client.create(.customer, #""x":[\#(elements)]"#)
        for (query, limit) in [("a=1,2,3,4", "terms"), ("a.b.c.d.e=1", "pathDepth")] {
            let response = await client.get(Kind.customer.path + "?" + query)
            expectError(response, 400, "28")
            #expect(try response.json()["limit"]?.stringValue == limit)
        }
        expectError(await client.get(path + "?fields=$..a"), 400, "28")
        for (query, count) in [("filter=$..a[?(@==7)]", 0), ("filter=$..a", 0), ("fields=$..a", 1), ("sort=$..a", 1)] {
            let response = await client.get(Kind.customer.path + "?" + query)
            #expect(response.status == 200)
            #expect(response.headers[.totalCount] == "\(count)")
            let warning = "299 - \"too much work to query these resources: 1\""
            #expect(response.headers[.warning] == warning, "\(query)")
        }
        #expect(await client.get(Kind.customer.path + "?name=Ada&limit=1").status == 200)
    }

    @Test("Requests beyond those in flight are refused, and taken again when one is answered")
    func requestsInFlight() async throws {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let (opening, open) = AsyncStream.makeStream(of: Void.self)
        let log = EventLog()
        let waiting: ServiceMiddleware = { request, next in
            if request.headers["X-Wait"] != nil {
                arrived.yield()
                for await _ in opening { break }
            }
            return await next(request)
        }
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(requestsInFlight: 2)), middleware: [waiting],
            observer: log.observer)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask { await client.get(Kind.customer.path, headers: ["X-Wait": "1"]).status }
            }
            var iterator = arrivals.makeAsyncIterator()
            _ = await iterator.next()
            _ = await iterator.next()
            let refused = await client.get(Kind.customer.path)
            expectError(refused, 503, "503")
            #expect(refused.headers[.retryAfter].flatMap { Int($0) } != nil)
            open.finish()
            for await status in group { #expect(status == 200) }
        }
        for _ in 0..<5 { #expect(await client.get(Kind.customer.path).status == 200) }
        #expect(log.events.count == 8)
        #expect(log.events.count { $0.status == 503 } == 1)
    }
}
