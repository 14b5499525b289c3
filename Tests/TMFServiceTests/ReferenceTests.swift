import TMForum
import Testing

@Suite("References")
struct ReferenceTests {
    private static let good = #"{"id":"good","@referredType":"Individual"}"#
    private static let bad = #"{"id":"bad","@referredType":"Individual"}"#

    private static func client(
        _ handling: ReferencePolicy.Handling, store: InMemoryStore = InMemoryStore(), _ asked: TextLog = TextLog(),
        _ events: EventLog = EventLog()
    ) throws -> Client {
        let references = ReferencePolicy(handling) { reference in
            asked.add("\(reference.pointer) \(reference.id ?? "-") \(reference.referredType ?? "-")")
            return reference.id != "bad"
        }
        return try Client(store: store, references: references, observer: events.observer)
    }

    private static func interaction(_ parties: String) -> String {
        Kind.partyInteraction.minimum(and: #""relatedParty":[\#(parties)]"#)
    }

    private static func customer(_ party: String) -> String { #"{"name":"N","engagedParty":\#(party)}"# }

    @Test("A new resource is refused if a reference leads nowhere, all of them named at once")
    func strictCreate() async throws {
        let client = try Self.client(.strict)
        let path = Kind.partyInteraction.path
        let item = #","interactionItem":[{"relatedParty":[\#(Self.good),\#(Self.bad)],"item":{"role":"x"}}]"#
        let refused = await client.post(
            path, String(Self.interaction(Self.bad + "," + Self.good).dropLast()) + item + "}")
        expectError(refused, 400, "24", message: "/relatedParty/0")
        #expect(
            Set(refused.findings) == [
                "invalidReference /relatedParty/0", "invalidReference /interactionItem/0/relatedParty/1",
            ])
        #expect(try await client.ids(path).isEmpty)
        #expect(await client.post(path, Self.interaction(Self.good)).status == 201)
        let customer = await client.post(Kind.customer.path, Self.customer(Self.bad))
        expectError(customer, 400, "24", message: "/engagedParty")
        #expect(customer.findings == ["invalidReference /engagedParty"])
        #expect(await client.post(Kind.customer.path, Self.customer(Self.good)).status == 201)
    }

    @Test("A policy that only warns lets everything pass, and the observer is told")
    func warn() async throws {
        let events = EventLog()
        let client = try Self.client(.warn, TextLog(), events)
        #expect(await client.post(Kind.customer.path, Self.customer(Self.bad)).status == 201)
        let warnings = try events.only().warnings
        #expect(warnings.map(\.code) == [.invalidReference])
        #expect(warnings.map(\.pointer.description) == ["/engagedParty"])
        let path = Kind.customer.path + "/1"
        #expect(await client.patch(path, #"{"relatedParty":[\#(Self.bad)]}"#).status == 200)
        #expect(try events.only().warnings.map(\.pointer.description) == ["/relatedParty/0"])
        #expect(await client.patch(path, #"{"engagedParty":\#(Self.good)}"#).status == 200)
        #expect(try events.only().warnings.isEmpty)
    }

    @Test("A patch is asked about what it changes only")
    func patch() async throws {
        let store = InMemoryStore()
        let path = Kind.partyInteraction.path + "/1"
        let body = Self.interaction(Self.bad + "," + Self.good)
        #expect(await (try Self.client(.warn, store: store)).post(Kind.partyInteraction.path, body).status == 201)
        let asked = TextLog()
        let client = try Self.client(.strict, store: store, asked)
        #expect(await client.patch(path, #"{"reason":"Other"}"#).status == 200)
        #expect(asked.take() == [])
        let third = #"{"id":"third","@referredType":"Individual"}"#
        let parties = #"{"relatedParty":[\#(Self.bad),\#(Self.good),\#(third)]}"#
        #expect(await client.patch(path, parties).status == 200)
        #expect(asked.take() == ["/relatedParty/2 third Individual"])
        let before = await client.get(path)
        let other = #"{"id":"bad","@referredType":"Organization"}"#
        let refused = await client.patch(path, #"{"relatedParty":[\#(other)]}"#)
        expectError(refused, 400, "24", message: "/relatedParty/0")
        let pointer = #"[{"op":"add","path":"/relatedParty/-","value":\#(other)}]"#
        expectError(await client.patch(path, PatchType.patch, pointer), 400, "24", message: "/relatedParty/3")
        #expect(await client.get(path) == before)
    }

    @Test("Nobody is asked about a body that is refused anyway, nor about reading or deleting")
    func notAsked() async throws {
        let asked = TextLog()
        let client = try Self.client(.strict, asked)
        let path = Kind.customer.path
        expectError(await client.post(path, #"{"engagedParty":\#(Self.good)}"#), 400, "23")
        #expect(asked.take().count <= 1)
        #expect(await client.post(path, Self.customer(Self.good)).status == 201)
        #expect(asked.take() == ["/engagedParty good Individual"])
        _ = await client.get(path + "/1")
        _ = await client.get(path)
        _ = await client.delete(path + "/1")
        #expect(asked.take() == [])
    }

    @Test("An error of the resolver refuses the request, without its text unless it is one of the service")
    func failing() async throws {
        let failing = try Client(references: ReferencePolicy(.strict) { _ in throw FailingStore.Cause() })
        let response = await failing.post(Kind.customer.path, Kind.customer.minimum)
        expectError(response, 500, "1")
        #expect(!response.text.contains("hunter2"))
        let unavailable = try Client(
            references: ReferencePolicy(.strict) { _ in throw ServiceError(.unavailable, "The directory is closed.") })
        expectError(await unavailable.post(Kind.customer.path, Kind.customer.minimum), 503, "503")
        #expect(try await unavailable.ids(Kind.customer.path).isEmpty)
    }

    @Test("A patch that is tried again because of others warns once")
    func warnedOnce() async throws {
        let events = EventLog()
        let client = try Client(
            store: YieldingStore(), references: ReferencePolicy(.warn) { _ in false }, observer: events.observer)
        let path = try await client.create(.customer, #""relatedParty":[]"#)
        await withDiscardingTaskGroup { group in
            for number in 0..<16 {
                group.addTask {
                    let party = #"{"id":"p\#(number)","@referredType":"Individual"}"#
                    let body = #"[{"op":"add","path":"/relatedParty/-","value":\#(party)}]"#
                    #expect(await client.patch(path, PatchType.patch, body).status == 200)
                }
            }
        }
        let patches = events.events.filter { $0.operation == .patch }
        #expect(patches.count == 16)
        for event in patches { #expect(event.warnings.count == 1) }
    }

    @Test("Without a policy references are free", arguments: Kind.allCases)
    func off(_ kind: Kind) async throws {
        let client = try Client()
        #expect(await client.post(kind.path, kind.minimum(and: #""relatedParty":[\#(Self.bad)]"#)).status == 201)
    }

    @Test("The same target is asked about once in a request, and told of wherever it is referred to")
    func sameTarget() async throws {
        let asked = TextLog()
        let client = try Self.client(.strict, asked)
        let role = #"{"id":"bad","role":"user","@referredType":"Individual"}"#
        let other = #"{"id":"bad","@referredType":"Organization"}"#
        let item = #","interactionItem":[{"relatedParty":[\#(Self.bad),\#(Self.good)],"item":{"role":"x"}}]}"#
        let parties = [Self.bad, Self.good, role, Self.bad, other].joined(separator: ",")
        let body = String(Self.interaction(parties).dropLast()) + item
        let refused = await client.post(Kind.partyInteraction.path, body)
        expectError(refused, 400, "24", message: "/relatedParty/0")
        // The type is a part of what is asked about, a role is not.
        #expect(
            asked.take().map { $0.split(separator: " ").dropFirst() } == [
                ["bad", "Individual"], ["good", "Individual"], ["bad", "Organization"],
            ])
        let places = ["/relatedParty/0", "/relatedParty/2", "/relatedParty/3", "/relatedParty/4"]
        let all = places + ["/interactionItem/0/relatedParty/0"]
        #expect(Set(refused.findings) == Set(all.map { "invalidReference " + $0 }))
        // Two attributes may refer to one target.
        let customer = #"{"name":"N","engagedParty":\#(Self.good),"relatedParty":[\#(Self.good),\#(Self.good)]}"#
        let created = await client.post(Kind.customer.path, customer)
        #expect(created.status == 201)
        #expect(asked.take().count == 1)
        let patch = #"{"relatedParty":[{"id":"n","role":"a"},{"id":"n","role":"b"}]}"#
        _ = await client.patch(try #require(created.headers["Location"]), patch)
        #expect(asked.take().count == 1)
    }

    @Test("The same target is asked about once also where a request is about several resources")
    func sameTargetInBulk() async throws {
        let asked = TextLog()
        let client = try Client(
            resources: .standard { $0.operations.insert(.bulk) },
            references: ReferencePolicy(.strict) { reference in
                asked.add(reference.id ?? "")
                return true
            })
        let addition = #"{"op":"add","path":"/-","value":\#(Self.customer(Self.good))}"#
        let body = "[\(addition),\(addition),\(addition)]"
        #expect(await client.patch(Kind.customer.path, PatchType.patch, body).status == 200)
        #expect(asked.take() == ["good"])
    }

    @Test(
        "More references than the limit are refused without asking",
        arguments: [ReferencePolicy.Handling.strict, .warn])
    func limit(_ handling: ReferencePolicy.Handling) async throws {
        let asked = TextLog()
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(references: 3)),
            references: ReferencePolicy(handling) { reference in
                asked.add(reference.id ?? "")
                return true
            })
        func parties(_ count: Int) -> String {
            (0..<count).map { #"{"id":"p\#($0)","@referredType":"Individual"}"# }.joined(separator: ",")
        }
        let path = Kind.partyInteraction.path
        expectError(await client.post(path, Self.interaction(parties(4))), 400, "24", message: "references")
        #expect(asked.take() == [])
        #expect(await client.get(path).text == "[]")
        #expect(await client.post(path, Self.interaction(parties(3))).status == 201)
        #expect(asked.take().count == 3)
        let before = await client.get(path + "/1")
        let others = parties(4).replacing("\"p", with: "\"q")
        expectError(
            await client.patch(path + "/1", #"{"relatedParty":[\#(others)]}"#), 400, "24", message: "references")
        #expect(asked.take() == [])
        #expect(await client.get(path + "/1") == before)
        // What was there before does not count.
        let more = #"{"relatedParty":[\#(parties(6))]}"#
        #expect(await client.patch(path + "/1", more).status == 200)
        #expect(asked.take() == ["p3", "p4", "p5"])
    }
}
