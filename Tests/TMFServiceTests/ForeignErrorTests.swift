import TMForum
import Testing

@Suite("Errors of parts that users put in")
struct ForeignErrorTests {
    /// Errors that the library throws itself elsewhere, where they mean something about the request.
    private static let errors: [any Error] = [
        StoreError(.notFound), StoreError(.duplicateID), StoreError(.outOfScope), StoreError(.unavailable),
        StoreError(.cursorExpired), QueryError(.limitExceeded, parameter: "x", offset: 1, expectation: "hunter2"),
        FailingStore.Cause(), CancellationError(),
    ]

    private static func expectInternal(
        _ response: APIResponse, _ log: EventLog, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        expectError(response, 500, "1", sourceLocation: sourceLocation)
        let event = try log.only()
        #expect(event.errorID != nil, sourceLocation: sourceLocation)
        #expect(event.internalError != nil, sourceLocation: sourceLocation)
        #expect(try response.json()["errorId"]?.stringValue == event.errorID, sourceLocation: sourceLocation)
        #expect(!response.text.contains("hunter2"), sourceLocation: sourceLocation)
        #expect(response.headers[.retryAfter] == nil, sourceLocation: sourceLocation)
    }

    private static func expectOwn(
        _ response: APIResponse, _ log: EventLog, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        expectError(response, 404, "60", message: "Not today.", sourceLocation: sourceLocation)
        #expect(try response.json()["errorId"] == nil, sourceLocation: sourceLocation)
        #expect(response.headers["X-Own"] == "1", sourceLocation: sourceLocation)
        #expect(try log.only().errorID == nil, sourceLocation: sourceLocation)
    }

    private static let own = ServiceError(.notFound, "Not today.", headers: ["X-Own": "1"])

    /// One request of every kind.
    private static func requests(_ kind: Kind) -> [(method: APIMethod, target: String, type: String, body: String)] {
        [
            (.get, kind.path, "", ""), (.get, kind.path + "/1", "", ""),
            (.post, kind.path, PatchType.json, kind.minimum),
            (.patch, kind.path + "/1", PatchType.merge, #"{"relatedParty":[{"id":"n","@referredType":"I"}]}"#),
            (.patch, kind.path, PatchType.patch, #"[{"op":"remove","path":"/1"}]"#),
            (.delete, kind.path + "/1", "", ""),
        ]
    }

    @Test("An error that a policy throws is an internal one, unless it is one of the service", arguments: Kind.allCases)
    func policies(_ kind: Kind) async throws {
        for error in Self.errors + [Self.own] {
            let log = EventLog()
            let client = try Client(
                resources: .standard { $0.operations.insert(.bulk) },
                access: ClosurePolicy { _, _, _ in throw error }, observer: log.observer)
            for request in Self.requests(kind) {
                let headers: APIHeaders = request.type.isEmpty ? [:] : ["Content-Type": request.type]
                let response = await client.send(
                    request.method, request.target, headers: headers, body: request.body)
                if error is ServiceError {
                    try Self.expectOwn(response, log)
                } else {
                    try Self.expectInternal(response, log)
                }
            }
        }
    }

    @Test("So is one that finding out the party throws")
    func parties() async throws {
        for error in Self.errors + [Self.own] {
            let log = EventLog()
            let client = try Client(
                access: PartyAccess(challenge: "Bearer", party: { _ in throw error }), observer: log.observer)
            let response = await client.get(Kind.customer.path)
            if error is ServiceError {
                try Self.expectOwn(response, log)
            } else {
                try Self.expectInternal(response, log)
            }
        }
    }

    @Test("So is one that a middleware throws, before and behind the rest", arguments: [true, false])
    func middleware(isBefore: Bool) async throws {
        for error in Self.errors + [Self.own] {
            let log = EventLog()
            let failing: ServiceMiddleware = { request, next in
                if !isBefore { _ = await next(request) }
                throw error
            }
            let client = try Client(middleware: [{ await $1($0) }, failing], observer: log.observer)
            for target in [Kind.customer.path, Kind.customer.path + "?filter=$..x"] {
                let response = await client.get(target)
                if error is ServiceError {
                    try Self.expectOwn(response, log)
                } else {
                    try Self.expectInternal(response, log)
                }
            }
        }
    }

    @Test("So is one that a resolver throws, and nothing changes", arguments: Kind.allCases)
    func resolvers(_ kind: Kind) async throws {
        let party = #""relatedParty":[{"id":"n","@referredType":"I"}]"#
        for error in Self.errors + [Self.own] {
            let log = EventLog()
            let store = InMemoryStore()
            _ = try await (try Client(store: store)).create(kind)
            let client = try Client(
                store: store, resources: .standard { $0.operations.insert(.bulk) },
                references: ReferencePolicy(.strict) { _ in throw error }, observer: log.observer)
            let bulk = #"[{"op":"add","path":"/-","value":\#(kind.minimum(and: party))}]"#
            for response in [
                { await client.post(kind.path, kind.minimum(and: party)) },
                { await client.patch(kind.path + "/1", "{\(party)}") },
                { await client.patch(kind.path, PatchType.patch, bulk) },
            ] {
                let response = await response()
                guard error is ServiceError else {
                    try Self.expectInternal(response, log)
                    continue
                }
                expectError(response, 404, "60", message: "Not today.")
                _ = try log.only()
            }
            #expect(try await Client(store: store).ids(kind.path) == ["1"])
        }
    }
}
