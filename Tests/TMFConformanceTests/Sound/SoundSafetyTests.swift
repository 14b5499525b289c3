import Synchronization
import TMFConformance
import TMFJSON
import TMFModels
import TMForum
import Testing

@Suite("What a sound run must never do")
struct SoundSafetyTests {
    private static let json: APIHeaders = [.contentType: "application/json"]
    private static let rule = ConformanceRule("own.rule", "Something holds", clause: "house rules")

    /// The identifiers of what is there that was not there before.
    private static func left(_ server: FaultyService) async throws -> [String] {
        try await server.rows().compactMap { $0["id"]?.stringValue }.filter { !server.existing.contains($0) }
    }

    @Test("A list that is said to have rows and has none does not end the run, and no negative offset comes of it")
    func emptyPages() async throws {
        let server = try await FaultyService(.customerV4, rows: 0) { request, next in
            guard request.isList else { return await next(request) }
            let link = #"<\#(request.path)?offset=0&limit=1>; rel="first", <\#(request.path)?offset=4>; rel="last""#
            return APIResponse(
                status: 200, headers: [.contentType: "application/json", .totalCount: "5", "Link": link],
                body: Array("[]".utf8))
        }
        let report = await server.run()
        #expect(report.verdict == .failed)
        // One is sent that must be refused.
        #expect(server.requests.allSatisfy { !($0.query ?? "").contains("offset=-") || $0.query == "offset=-1" })
    }

    @Test("A row that mentions the marker but is not what the run sent is left alone")
    func mentions() async throws {
        let options = {
            var options = ConformanceOptions(marker: "demo")
            options.markerNumber = 7
            return options
        }()
        let marker = "demo-0000000000000007"
        let server = try await FaultyService(.customerV4) { request, next in
            // A filter that finds too much.
            guard request.isList, request.names.contains("statusReason") else { return await next(request) }
            return await next(APIRequest(.get, request.path))
        }
        let other = ConformanceCheck("another user") { session in
            #expect(session.marker == marker)
            for text in ["See \(marker)", "Conformance check \(marker)!"] {
                let body =
                    #"{"name":"\#(text)","statusReason":"\#(text)","engagedParty":{"id":"1","@referredType":"Individual"}}"#
                _ = await server.service.respond(
                    to: APIRequest(.post, session.collectionPath, headers: Self.json, body: Array(body.utf8)))
            }
            await session.send(.get, session.collectionPath)
        }
        _ = await server.kit.with(checks: [other]).run(
            against: { try await server.respond(to: $0) }, by: .sound, options: options)
        #expect(try await Self.left(server).count == 2)
    }

    @Test("Random digits follow a marker that is given")
    func marker() async throws {
        let markers = Mutex<[String]>([])
        let kit = ConformanceKit.customerV4.with(checks: [
            ConformanceCheck("marker") { session in
                let marker = session.marker
                markers.withLock { $0.append(marker) }
            }
        ])
        for _ in 0..<2 {
            _ = await kit.run(
                against: { _ in APIResponse(status: 404) }, options: ConformanceOptions(requestLimit: 0, marker: "mine")
            )
        }
        let seen = markers.withLock { $0 }
        #expect(Set(seen).count == 2)
        #expect(seen.allSatisfy { $0.wholeMatch(of: /mine-[0-9a-f]{16}/) != nil })
    }

    @Test("What a POST created whose answer does not tell it is found and removed", arguments: [302, 500, 503, nil])
    func lostCreations(_ status: Int?) async throws {
        struct Lost: Error {}
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            guard request.method == .post, response.status == 201 else { return response }
            guard let status else { throw Lost() }
            return APIResponse(status: status)
        }
        let report = await server.run()
        #expect(try await Self.left(server).isEmpty)
        #expect(report.notes.contains { $0.contains("It is unknown what") })
    }

    @Test("What appears a little after POST is removed too", arguments: [201, 202])
    func lateCreation(_ status: Int) async throws {
        let asked = Mutex<[String: Int]>([:])
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            if request.method == .post { return response.with(status: response.status == 201 ? status : 400) }
            guard request.isItem, response.status == 200 else { return response }
            let count = asked.withLock { asked in
                asked[request.path, default: 0] += 1
                return asked[request.path] ?? 0
            }
            return count == 1 ? response.with(status: 404) : response
        }
        _ = await server.run()
        #expect(try await Self.left(server).isEmpty)
    }

    @Test("What was promised and never appears is told")
    func neverCreated() async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            request.method == .post
                ? APIResponse(status: 202, body: Array(#"{"id":"later-\#(request.hashValue)"}"#.utf8))
                : await next(request)
        }
        let report = await server.run()
        #expect(report.brokenRules.contains("create.accepted"))
        #expect(report.notes.contains { $0.contains("later-") })
    }

    @Test("What a DELETE left that said to have removed is told", arguments: [204, 202])
    func idleDelete(_ status: Int) async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            request.method == .delete ? APIResponse(status: status) : await next(request)
        }
        let report = await server.run()
        let left = try await Self.left(server)
        #expect(!left.isEmpty)
        let note = try #require(report.notes.first { $0.contains("could not remove") })
        for id in left { #expect(note.contains(id)) }
    }

    @Test("What PATCH of an unknown id created is removed")
    func creatingPatch() async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            guard request.method == .patch, response.status == 404, case .object(var object)? = request.json else {
                return response
            }
            object["engagedParty"] = ["id": "1", "@referredType": "Organization"]
            let created = await next(
                APIRequest(
                    .post, ConformanceKit.customerV4.collectionPath, headers: Self.json,
                    body: JSONValue.object(object).serialized()))
            return created.with(status: 200)
        }
        let report = await server.run()
        #expect(report.brokenRules.contains("error.unknown-id"))
        #expect(try await Self.left(server).isEmpty)
    }

    @Test("A run of the kit that only reads sends GET alone, and is not complete", arguments: SoundServiceTests.kits)
    func readOnlyKit(_ kit: ConformanceKit) async throws {
        let server = try await FaultyService(kit)
        let report = await kit.run(
            against: { try await server.respond(to: $0) }, by: .ctk, options: ConformanceOptions(mode: .readOnly))
        #expect(!server.requests.isEmpty)
        #expect(server.requests.allSatisfy { $0.method == .get && !$0.target.contains("{") })
        #expect(!report.isComplete)
        #expect(report.notes.contains { $0.contains("requests of the kit were not sent") })
    }

    @Test(
        "No other spelling of the collection gets round the guard",
        arguments: [
            "/customer/", "Customer/", "CUSTOMER/", "%43ustomer/", "customer//", "./customer/", "x/..;/customer/",
            "\\customer\\", "%2Fcustomer/", "%5Ccustomer/", "customer;a=b/",
        ])
    func spellings(_ spelling: String) async throws {
        let server = try await FaultyService(.customerV4)
        let other = try #require(server.existing.first)
        let check = ConformanceCheck("spelling") { session in
            for method in [APIMethod.delete, .patch, .put, .post] {
                let response = await session.send(method, session.basePath + spelling + other)
                #expect(response == nil)
            }
        }
        _ = await server.kit.with(checks: [check]).run(
            against: { try await server.respond(to: $0) }, by: .ctk, options: ConformanceOptions())
        #expect(!server.requests.contains { $0.path.hasSuffix(other) && $0.method != .get })
    }

    @Test("Other paths of the server stay open to a check")
    func otherPaths() async throws {
        let server = try await FaultyService(.customerV4)
        let check = ConformanceCheck("hub") { session in
            for path in ["hub", "hub/1", "hub/"] { await session.send(.delete, session.basePath + path) }
        }
        _ = await server.kit.with(checks: [check]).run(against: { try await server.respond(to: $0) })
        #expect(server.requests.count { $0.path.contains("/hub") } == 3)
    }

    @Test("Of an answer that holds everything only some rows are looked at, and none of others is removed")
    func endlessAnswer() async throws {
        let server = try await FaultyService(.customerV4, rows: 0) { request, next in
            if request.method == .post { return APIResponse(status: 500) }
            guard request.isList else { return await next(request) }
            let text = request.parameters.first { $0.name == "statusReason" }?.value ?? ""
            let rows: [JSONValue] = (0..<500).map { number in
                ["id": .string("r\(number)"), "statusReason": .string(PercentEncoding.decoded(text) ?? "")]
            }
            return APIResponse(
                status: 200, headers: [.contentType: "application/json"], body: JSONValue.array(rows).serialized())
        }
        let report = await server.run(ConformanceOptions(rowLimit: 1, requestLimit: 100))
        #expect(report.requests <= 100 + 2 * (50 * 2 + 1) + 3)
    }

    @Test("Limits that are set later are brought to what makes sense as well", arguments: [Int.min, -1, 0])
    func limits(_ number: Int) async throws {
        var options = ConformanceOptions()
        (options.pageSize, options.rowLimit, options.failureLimit) = (number, number, number)
        (options.requestLimit, options.bodyLimit) = (number, number)
        #expect([options.pageSize, options.rowLimit, options.failureLimit] == [1, 1, 1])
        #expect([options.requestLimit, options.bodyLimit] == [0, 0])
        options.requestLimit = 20
        let server = try await FaultyService(.customerV4)
        #expect(await server.run(options).verdict == .failed)
    }

    @Test("What is judged after a request that was not sent is not laid to the response before")
    func refusedRequest() async throws {
        let server = try await FaultyService(.customerV4)
        let other = try #require(server.existing.first)
        let check = ConformanceCheck("refused") { session in
            await session.send(.get, session.collectionPath, name: "The list")
            let response = await session.send(.delete, session.path(of: other))
            session.expect(Self.rule, response != nil, expected: "an answer", got: "nothing")
        }
        let report = await server.kit.with(checks: [check]).run(against: { try await server.respond(to: $0) })
        let list = try #require(report.steps.first { $0.name == "The list" })
        #expect(list.assertions.isEmpty)
        #expect(report.steps.contains { $0.folder == "refused" && $0.requestError == "no request was sent" })
    }

    @Test("A server that promises and keeps its word passes", arguments: [APIMethod.post, .patch, .delete])
    func keptPromises(_ method: APIMethod) async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            return request.method == method && response.status < 300 ? response.with(status: 202) : response
        }
        let report = await server.run()
        let rules: Set = ["create.accepted", "patch.accepted", "delete.accepted"]
        #expect(!report.keptRules.isDisjoint(with: rules))
        #expect(report.brokenRules.isEmpty, "\(report.failures)")
        #expect(try await Self.left(server).isEmpty)
    }

    @Test("A row of others that only a list shows otherwise, and not the row itself, counts as untouched")
    func changingRow() async throws {
        let count = Mutex(0)
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            guard request.isItem, response.json?["name"]?.stringValue == "Club 0" else {
                guard request.isList, request.query == nil else { return response }
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return number == 1
                    ? response
                    : response.editingEachRow { $0["status"] = $0["name"] == "Club 0" ? "new" : $0["status"] }
            }
            return response
        }
        let report = await server.run()
        #expect(!report.brokenRules.contains("others.untouched"), "\(report.failures)")
    }
}
