import TMForum
import Testing
import _TMFTestSupport

@Suite("Notes of commits")
struct HubNoteTests {
    /// The notes of all commits of the collections of both APIs.
    private static func notes(_ store: InMemoryStore, _ count: Int) async throws -> [JSONObject?] {
        var notes: [JSONObject?] = []
        for try await commit in try await store.changes(after: 0) {
            if commit.changes.contains(where: {
                $0.key.collection == "customer" || $0.key.collection == "partyInteraction"
            }) {
                notes.append(commit.note)
            }
            if notes.count == count { break }
        }
        return notes
    }

    private static func write(_ kind: Kind, _ client: Client, headers: APIHeaders) async throws {
        var post = headers
        post[.contentType] = "application/json"
        let path = try #require(await client.post(kind.path, kind.minimum, headers: post).headers[.location])
        var patch = headers
        patch[.contentType] = PatchType.merge
        #expect(await client.patch(path, #"{"x":1}"#, headers: patch).status == 200)
        patch[.contentType] = PatchType.patch
        let id = try #require(path.split(separator: "/").last)
        let bulk = #"[{"op":"replace","path":"/\#(id)/x","value":2},{"op":"add","path":"/-","value":\#(kind.minimum)}]"#
        #expect(await client.patch(kind.path, bulk, headers: patch).status == 200)
        #expect(await client.delete(path, headers: headers).status == 204)
    }

    @Test(
        "Every change has a note with an identifier, the time, and the cause of the request", arguments: Kind.allCases)
    func content(_ kind: Kind) async throws {
        let fixture = try HubFixture(resources: .standard { $0.operations.insert(.bulk) })
        try await Self.write(kind, fixture.client, headers: ["X-Correlation-ID": "order-7"])
        let notes = try await Self.notes(fixture.store, 4)
        #expect(
            notes
                == ["2", "3", "5", "6"].map { id in
                    ["event": .string(id), "time": .string(Client.instant), "correlation": "order-7"]
                })
    }

    @Test("Without a hub no commit has a note, and identifiers are those of resources only", arguments: Kind.allCases)
    func none(_ kind: Kind) async throws {
        let store = InMemoryStore()
        let client = try Client(store: store, resources: .standard { $0.operations.insert(.bulk) })
        try await Self.write(kind, client, headers: ["X-Correlation-ID": "order-7"])
        #expect(try await Self.notes(store, 4) == [nil, nil, nil, nil])
        #expect(try await client.ids(kind.path) == ["2"])
    }

    @Test("A request that changes nothing uses up no identifier and commits nothing")
    func unchanged() async throws {
        let fixture = try HubFixture()
        let headers: APIHeaders = [.idempotencyKey: "k"]
        let path = try #require(
            await fixture.client.post(Kind.customer.path, Kind.customer.minimum, headers: headers).headers[.location])
        #expect(await fixture.client.post(Kind.customer.path, Kind.customer.minimum, headers: headers).status == 201)
        #expect(await fixture.client.patch(path, #"{"name":"Ada"}"#).status == 200)
        #expect(await fixture.client.patch(path, #"{"name":7}"#).status == 400)
        #expect(try await fixture.client.create(.customer) == Kind.customer.path + "/3")
        #expect(try await Self.notes(fixture.store, 2).compactMap { $0?["event"] } == ["2", "4"])
    }

    @Test("The note is kept with the changes of a party, too")
    func parties() async throws {
        let fixture = try HubFixture(access: .parties(challenge: "Bearer"))
        let body = #"{"name":"N","engagedParty":{"id":"ada","@referredType":"Individual"}}"#
        #expect(await fixture.client.send(.post, Kind.customer.path, as: "ada", body: body).status == 201)
        #expect(try await Self.notes(fixture.store, 1) == [["event": "2", "time": .string(Client.instant)]])
    }

    @Test(
        "The cause is that of the first field that can be used",
        arguments: [
            ("", nil), ("X-Correlation-ID: a b", "a b"), ("x-correlator: c", "c"),
            ("x-correlator: c\nx-correlation-id: d", "d"), ("X-Correlation-ID:  e\t", "e"),
            ("X-Correlation-ID: \nx-correlator: c", "c"), ("X-Correlation-ID:   ", nil),
            ("X-Correlation-ID: a\u{1}b", nil), ("X-Correlation-ID: a\u{85}b\nx-correlator: c", "c"),
            ("X-Correlation-ID: \(String.long(128))", String.long(128)),
            ("X-Correlation-ID: \(String.long(129))\nx-correlator: c", "c"),
            (
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "0af7651916cd43dd8448eb211c80319c"
            ),
            (
                "traceparent: cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-new",
                "0af7651916cd43dd8448eb211c80319c"
            ),
            ("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-new", nil),
            ("traceparent: ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", nil),
            ("traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01", nil),
            ("traceparent: 00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", nil),
            ("traceparent: 00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01", nil),
            ("traceparent: 00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01", nil),
            ("traceparent: 00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01", nil),
            ("traceparent: 0af7651916cd43dd8448eb211c80319c", nil), ("traceparent: ", nil),
        ])
    func causes(fields: String, expected: String?) async throws {
        let fixture = try HubFixture()
        var headers = APIHeaders()
        for field in fields.split(separator: "\n") {
            let parts = field.split(separator: ":", maxSplits: 1)
            headers.add(try #require(APIHeaders.Name(String(parts[0]))), String(parts[1]))
        }
        #expect(await fixture.client.post(Kind.customer.path, Kind.customer.minimum, headers: headers).status == 201)
        let note = try #require(try await Self.notes(fixture.store, 1).first.flatMap(\.self))
        #expect(note["correlation"]?.stringValue == expected)
        #expect(note.names == ["event", "time"] + (expected == nil ? [] : ["correlation"]))
    }

    @Test("The observer gets the names of the events that readers of the feed get", arguments: 0..<20 as Range<UInt64>)
    func law(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let log = EventLog()
        let fixture = try HubFixture(
            resources: .standard { $0.operations.insert(.bulk) },
            configuration: ServiceConfiguration(clientIdentifiers: .accepted), observer: log.observer)
        let client = fixture.client
        let patches = [
            #"{"status":"a"}"#, #"{"status":"b"}"#, #"{"status":null}"#, #"{"x":1}"#, #"{"x":2}"#, #"{"x":null}"#,
            #"{"status":"c","x":3}"#, #"{"status":"a","statusChangeDate":"2020-01-01T00:00:00Z"}"#, "{}",
            #"{"statusChangeDate":"2021-01-01T00:00:00Z"}"#, #"{"note":[{"text":"1.0"}],"x":{"y":[1]}}"#, #"{"x":1.0}"#,
            #"{"@type":"Own"}"#, #"{"id":"7"}"#, #"{"reason":5}"#,
        ]
        for _ in 0..<60 {
            let kind = random.once(in: 2) ? Kind.customer : .partyInteraction
            let id = String(random.below(4))
            let patch = patches[random.below(patches.count)]
            switch random.below(8) {
            case 0, 1: _ = await client.post(kind.path, kind.minimum(and: #""id":"\#(id)""#))
            case 2:
                _ = await client.post(
                    kind.path, kind.minimum(and: #""status":"a""#), headers: [.idempotencyKey: "k\(random.below(3))"])
            case 3: _ = await client.delete("\(kind.path)/\(id)")
            case 4:
                let bulk = """
                    [{"op":"add","path":"/\(id)/x","value":\(random.below(3))},\
                    {"op":"add","path":"/\(random.below(4))/status","value":"\(random.below(2))"},\
                    {"op":"add","path":"/-","value":\(kind.minimum)}]
                    """
                _ = await client.patch(kind.path, PatchType.patch, bulk)
            default: _ = await client.patch("\(kind.path)/\(id)", patch)
            }
        }
        // The last event shows where the feed ends.
        _ = await client.post(Kind.customer.path, Kind.customer.minimum(and: #""id":"last""#))
        let expected = log.events.flatMap(\.events)
        var found: [PublishedEvent] = []
        for try await event in try await fixture.store.events(after: EventCursor(after: 0)) {
            found.append(event)
            if event.key.id == "last" { break }
        }
        #expect(found.map(\.type) == expected)
        #expect(Set(found.map(\.id)).count == found.count)
        #expect(found.allSatisfy { $0.time?.text == Client.instant })
        #expect(expected.count > 10)
    }
}

extension String {
    /// A text of characters that take up two bytes.
    fileprivate static func long(_ count: Int) -> String { String(repeating: "é", count: count) }
}
