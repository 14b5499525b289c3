import TMForum
import Testing

@Suite("Many changes at once")
struct BulkTests {
    private static let type: APIHeaders = [.contentType: PatchType.patch]

    private static func client(
        _ kind: Kind, count: Int = 3, store: any ResourceStore = InMemoryStore(),
        identifiers: ServiceConfiguration.ClientIdentifiers = .refused, access: any AccessPolicy = .open,
        log: EventLog = EventLog()
    ) async throws -> Client {
        let client = try Client(
            store: store, resources: .standard { $0.operations.insert(.bulk) },
            configuration: ServiceConfiguration(clientIdentifiers: identifiers), access: access,
            observer: log.observer)
        for number in 1...max(count, 1) where number <= count {
            let id = identifiers == .required ? #""id":"\#(number)","# : ""
            _ = try await client.create(kind, id + #""n":\#(number)"#)
        }
        return client
    }

    private static func add(_ kind: Kind, _ path: String = "/-", _ members: String = #""x":1"#) -> String {
        #"{"op":"add","path":"\#(path)","value":\#(kind.minimum(and: members))}"#
    }

    @Test("It is off unless it is switched on", arguments: Kind.allCases)
    func off(_ kind: Kind) async throws {
        let response = await (try Client()).patch(kind.path, "[]", headers: Self.type)
        expectError(response, 405, "61")
        #expect(response.headers[.allow]?.contains("PATCH") == false)
        let client = try await Self.client(kind)
        let options = await client.send(.options, kind.path)
        #expect(options.headers[.allow]?.contains("PATCH") == true)
        #expect(options.headers[.acceptPatch]?.contains(PatchType.patch) == true)
    }

    @Test("Creates, changes and removals are made together", arguments: Kind.allCases, ["/-", "/"])
    func together(kind: Kind, place: String) async throws {
        let log = EventLog()
        let client = try await Self.client(kind, log: log)
        let body = """
            [\(Self.add(kind, place)),{"op":"test","path":"/1/n","value":1},{"op":"replace","path":"/1/n","value":10},\
            {"op":"add","path":"/1/y","value":[1]},{"op":"remove","path":"/2"},\(Self.add(kind, place, #""x":2"#))]
            """
        let response = await client.patch(kind.path, body, headers: Self.type)
        #expect(response.status == 200, "\(response.text)")
        let answer = try #require(response.json().arrayValue)
        let ids = try await client.ids(kind.path)
        #expect(ids == ["1", "3", "4", "5"])
        let answered = try Set(response.ids())
        #expect(answered.isSuperset(of: ["1", "4", "5"]))
        let first = try await client.get(kind.path + "/1").json()
        #expect(first["n"] == 10)
        #expect(first["y"] == [1])
        for id in ["4", "5"] {
            let created = await client.get(kind.path + "/" + id)
            #expect(try created.json()["href"] == .string(kind.path + "/" + id))
            #expect(try created.json()["@type"] == .string(kind.typeName))
            if kind == .partyInteraction { #expect(try created.json()["status"] == "open") }
            #expect(answer.contains(try created.json()))
        }
        let tags = try await ["1", "3", "4"].asyncMap { try await client.get(kind.path + "/" + $0).tag() }
        #expect(tags[0] == tags[2] && tags[0] != tags[1])
        let event = try #require(log.events.first { $0.operation == .bulk })
        #expect(event.status == 200)
        #expect(event.events.contains(kind.typeName + "CreateEvent"))
        #expect(event.events.contains(kind.typeName + "DeleteEvent"))
    }

    @Test("A resource can be put under an identifier where clients may choose one", arguments: Kind.allCases)
    func identifiers(_ kind: Kind) async throws {
        let client = try await Self.client(kind, identifiers: .accepted)
        let response = await client.patch(kind.path, "[\(Self.add(kind, "/a~1b"))]", headers: Self.type)
        #expect(response.status == 200, "\(response.text)")
        #expect(try await client.get(kind.path + "/a%2Fb").json()["x"] == 1)
        let twice = await client.patch(kind.path, "[\(Self.add(kind, "/-", #""id":"a/b""#))]", headers: Self.type)
        expectError(twice, 409, "409")
        let other = await client.patch(kind.path, "[\(Self.add(kind, "/c", #""id":"d""#))]", headers: Self.type)
        #expect((400..<500).contains(other.status), "\(other.text)")
        let refusing = try await Self.client(kind)
        let refused = await refusing.patch(kind.path, "[\(Self.add(kind, "/mine"))]", headers: Self.type)
        #expect((400..<500).contains(refused.status), "\(refused.text)")
        #expect(try await refusing.ids(kind.path) == ["1", "2", "3"])
    }

    @Test(
        "If one change cannot be made, none is",
        arguments: [
            (#"{"op":"test","path":"/1/n","value":2}"#, [409], nil),
            (#"{"op":"remove","path":"/9"}"#, [404, 409], nil),
            (#"{"op":"replace","path":"/9/n","value":1}"#, [404, 409], nil),
            (#"{"op":"remove","path":"/1/nothing"}"#, [409], nil),
            (#"{"op":"replace","path":"/1/id","value":"7"}"#, [400], "notPatchable /1/id"),
            (#"{"op":"replace","path":"/1/href","value":"/x"}"#, [400], "notPatchable /1/href"),
            (#"{"op":"replace","path":"/3/@type","value":7}"#, [400], "typeMismatch /3/@type"),
            (#"{"op":"add","path":"/1/relatedParty","value":[{}]}"#, [400], nil),
            (#"{"op":"add","path":"/-","value":{}}"#, [400], nil), (#"{"op":"add","path":"/-","value":1}"#, [400], nil),
            (#"{"op":"replace","path":"","value":{}}"#, [400, 409], nil),
            (#"{"op":"remove","path":""}"#, [400, 409], nil),
            (#"{"op":"nothing","path":"/1"}"#, [400], nil), (#"{"op":"replace","path":"/1","value":[]}"#, [400], nil),
        ] as [(String, [Int], String?)], Kind.allCases)
    func atomic(_ operation: (text: String, statuses: [Int], finding: String?), kind: Kind) async throws {
        let log = EventLog()
        let client = try await Self.client(kind, log: log)
        let before = await client.get(kind.path)
        let good = #"{"op":"replace","path":"/2/n","value":20}"#
        for body in [
            "[\(good),\(operation.text)]", "[\(operation.text),\(good)]",
            "[\(Self.add(kind)),\(operation.text),{\"op\":\"remove\",\"path\":\"/2\"}]",
        ] {
            let response = await client.patch(kind.path, body, headers: Self.type)
            #expect(operation.statuses.contains(response.status), "\(response.status) \(response.text)")
            if let finding = operation.finding { #expect(response.findings == [finding]) }
            #expect(await client.get(kind.path) == before)
        }
        #expect(log.events.filter { $0.operation == .bulk }.allSatisfy { $0.events.isEmpty })
    }

    @Test("The findings of all resources are told at once, each with the identifier in front", arguments: Kind.allCases)
    func findings(_ kind: Kind) async throws {
        let client = try await Self.client(kind)
        let name = kind.mandatoryName
        let body = """
            [{"op":"remove","path":"/1/\(name)"},{"op":"replace","path":"/3/\(name)","value":5}]
            """
        let response = await client.patch(kind.path, body, headers: Self.type)
        expectError(response, 400, "23", message: name)
        #expect(response.findings == ["missing /1/" + name, "typeMismatch /3/" + name])
    }

    @Test("A status stamps its date, and transitions hold, in bulk too")
    func statuses() async throws {
        let store = InMemoryStore()
        _ = try await Self.client(.partyInteraction, store: store)
        let transitions = StatusTransitions(["open": ["completed"]])
        let client = try Client(
            store: store,
            resources: .standard {
                $0.operations.insert(.bulk)
                $0.transitions = transitions
            }, at: "2027-01-01T00:00:00Z")
        let path = Kind.partyInteraction.path
        func body(_ status: String) -> String {
            #"[{"op":"replace","path":"/1/status","value":"\#(status)"},{"op":"replace","path":"/2/n","value":0}]"#
        }
        expectError(await client.patch(path, body("cancelled"), headers: Self.type), 409, "409", message: "status")
        #expect(await client.patch(path, body("completed"), headers: Self.type).status == 200)
        #expect(try await client.get(path + "/1").json()["statusChangeDate"] == "2027-01-01T00:00:00Z")
        #expect(try await client.get(path + "/2").json()["statusChangeDate"] == .string(Client.instant))
    }

    @Test(
        "Only a JSON Patch can change many", arguments: [PatchType.json, PatchType.merge, "text/plain"], Kind.allCases)
    func types(type: String, kind: Kind) async throws {
        let client = try await Self.client(kind)
        let response = await client.patch(kind.path, type, #"{"1":{"n":5}}"#)
        expectError(response, 415, "415")
        #expect(response.headers[.acceptPatch]?.contains(PatchType.patch) == true)
        #expect(response.headers[.acceptPatch]?.contains("merge") == false)
    }

    @Test("What is out of reach is not there, and nothing can be put there", arguments: Kind.allCases)
    func access(_ kind: Kind) async throws {
        let client = try await Self.client(kind, count: 0, access: ClosurePolicy.owned)
        for owner in ["a", "b"] { _ = try await client.create(kind, #""owner":"\#(owner)""#) }
        let before = await client.get(kind.path)
        func bulk(_ body: String) async -> APIResponse {
            await client.send(.patch, kind.path, as: "a", headers: Self.type, body: body)
        }
        for operation in [#""op":"remove","path":"/2""#, #""op":"add","path":"/2/x","value":1"#] {
            let outside = await bulk("[{\(operation)}]")
            let none = await bulk("[{\(operation.replacing("/2", with: "/9"))}]")
            #expect([404, 409].contains(outside.status), "\(outside.text)")
            #expect(outside.text.replacing("2", with: "9") == none.text.replacing("2", with: "9"))
        }
        let leaving = #"[{"op":"add","path":"/1/x","value":1},{"op":"replace","path":"/1/owner","value":"b"}]"#
        expectError(await bulk(leaving), 403, "50")
        expectError(await bulk("[\(Self.add(kind))]"), 403, "50")
        #expect(await client.get(kind.path) == before)
        #expect(await bulk("[\(Self.add(kind, "/-", #""owner":"a""#))]").status == 200)
    }

    @Test("10 patches by each of 8 clients at once are made or refused as a whole", arguments: Kind.allCases)
    func concurrent(_ kind: Kind) async throws {
        let client = try await Self.client(kind, store: YieldingStore())
        let statuses = await withTaskGroup(of: [Int].self) { group in
            for task in 0..<8 {
                group.addTask {
                    var statuses: [Int] = []
                    for number in 0..<10 {
                        let change = #"{"op":"add","path":"/1/m\#(task)x\#(number)","value":1}"#
                        let body = "[\(change),\(Self.add(kind, "/-", #""t":"\#(task)""#))]"
                        statuses.append(await client.patch(kind.path, body, headers: Self.type).status)
                    }
                    return statuses
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses.allSatisfy { [200, 409].contains($0) })
        let made = statuses.count { $0 == 200 }
        #expect(made > 0)
        #expect(try await client.ids(kind.path).count == 3 + made)
        let names = try #require(try await client.get(kind.path + "/1").json().objectValue).names
        #expect(names.count { $0.hasPrefix("m") && $0.contains("x") } == made)
    }
}

extension Array {
    /// The results of a closure for each element, one after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
