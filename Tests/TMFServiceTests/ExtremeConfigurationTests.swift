import TMForum
import Testing

@Suite("Configurations at their extremes")
struct ExtremeConfigurationTests {
    /// Sends one request of every kind and expects answers of the form of the APIs.
    private static func expectAnswers(_ configuration: ServiceConfiguration, _ comment: Comment) async throws {
        let client = try Client(configuration: configuration)
        let key: APIHeaders = [.idempotencyKey: "k", .contentType: PatchType.json]
        for kind in Kind.allCases {
            for _ in 0..<2 { _ = await client.post(kind.path, kind.minimum, headers: key) }
            _ = await client.post(kind.path, kind.minimum)
            for response in [
                await client.get(kind.path), await client.get(kind.path + "?limit=1"),
                await client.get(kind.path + "?offset=1&limit=2147483647"), await client.get(kind.path + "?limit=0"),
                await client.get(kind.path, headers: [.range: "items=-1"]), await client.get(kind.path + "?cursor="),
                await client.get(kind.path, headers: [.range: "items=0-2147483647"]),
                await client.get(kind.path + "/1"), await client.patch(kind.path + "/1", #"{"x":1}"#),
                await client.patch(kind.path + "/1", PatchType.patch, #"[{"op":"add","path":"/y","value":1}]"#),
                await client.delete(kind.path + "/1"),
            ] {
                #expect((200..<300).contains(response.status) || response.status >= 400, comment)
                if response.status >= 400 { #expect(try response.json()["@type"] == "Error", comment) }
                #expect(response.status != 500, comment)
            }
        }
    }

    @Test("Sizes of pages may be any numbers", arguments: [Int.min, -1, 0, 1, Int.max])
    func pages(_ size: Int) async throws {
        try await Self.expectAnswers(
            ServiceConfiguration(limits: ServiceLimits(defaultPageSize: size)), "default \(size)")
        try await Self.expectAnswers(
            ServiceConfiguration(limits: ServiceLimits(maximumPageSize: size)), "maximum \(size)")
        try await Self.expectAnswers(ServiceConfiguration(limits: ServiceLimits(pageBytes: size)), "bytes \(size)")
    }

    @Test("Limits may be any numbers", arguments: [Int.min, -1, 0, 1, Int.max])
    func limits(_ number: Int) async throws {
        for limits in [
            ServiceLimits(targetLength: number), ServiceLimits(requestsInFlight: number),
            ServiceLimits(body: JSONLimits(depth: number, bytes: number, members: number, stringLength: number)),
            ServiceLimits(query: QueryLimits(length: number, terms: number, pathDepth: number, visitedNodes: number)),
            ServiceLimits(patch: JSONPatch.Limits(operations: number, nodes: number, depth: number)),
        ] { try await Self.expectAnswers(ServiceConfiguration(limits: limits), "\(number)") }
    }

    @Test(
        "A lifetime of keys may be any duration, and a very long one is for ever",
        arguments: [
            Duration.seconds(Int64.max), .seconds(Int64.max / 2), .seconds(100_000_000_000), .zero, .seconds(-1),
            .seconds(Int64.min),
        ])
    func lifetimes(_ lifetime: Duration) async throws {
        let configuration = ServiceConfiguration(idempotencyLifetime: lifetime)
        try await Self.expectAnswers(configuration, "\(lifetime)")
        guard lifetime > .seconds(60) else { return }
        let client = try Client(configuration: configuration)
        let headers: APIHeaders = [.idempotencyKey: "k"]
        for number in 0..<3 {
            for key in 0..<3 {
                let headers: APIHeaders = [.idempotencyKey: "k\(key)"]
                let response = await client.post(Kind.customer.path, Kind.customer.minimum, headers: headers)
                #expect(response.status == 201, "\(number)")
            }
        }
        #expect(try await client.ids(Kind.customer.path).count == 3)
        let other = await client.post(Kind.customer.path, Kind.customer.minimum(and: #""x":1"#), headers: headers)
        #expect(other.status == 201)
    }

    @Test("A service without resources has nothing anywhere")
    func noResources() async throws {
        let client = try Client(resources: [])
        for target in ["/", Kind.customer.path, Kind.customer.path + "/1"] {
            expectError(await client.get(target), 404, "60")
        }
    }

    @Test("Who may see nothing sees nothing and can put nothing there", arguments: Kind.allCases)
    func nothing(_ kind: Kind) async throws {
        let policy = ClosurePolicy { request, _, _ in request.identity == nil ? .allowed : .restricted(to: .any([])) }
        let client = try Client(access: policy)
        let path = try await client.create(kind)
        #expect(try await client.send(.get, kind.path, as: "a").ids() == [])
        expectError(await client.send(.get, path, as: "a"), 404, "60")
        expectError(await client.send(.post, kind.path, as: "a", body: kind.minimum), 403, "50")
        expectError(await client.send(.delete, path, as: "a"), 404, "60")
    }
}
