import Synchronization
import TMFConformance
import TMFExchange
import TMFJSON
import TMFModels
import Testing

@Suite struct `Conformance kits` {
    @Test func `A correct Party Interaction server gets 246 assertions and no failure`() async {
        let server = MockServer.partyInteraction()
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        #expect(report.kit == "CTK-Party_Interaction-4.0.0")
        #expect(report.requests == 18)
        #expect(report.assertions.total == 246)
        #expect(report.assertions.failed == 0)
        #expect(report.verdict == .passed)
        #expect(report.steps.allSatisfy { $0.responseSize > 0 })
    }

    @Test func `A correct Customer server gets 70 assertions and no failure`() async {
        let server = MockServer.customer()
        let report = await ConformanceKit.customerV4.run(against: { server.respond(to: $0) })
        #expect(report.kit == "CTK-Customer-4.0.0")
        #expect(report.requests == 10)
        #expect(report.assertions.total == 70)
        #expect(report.assertions.failed == 0)
        #expect(report.verdict == .passed)
    }

    @Test func `Requests are sent in the order, with the bodies and the URLs of the published kit`() async {
        let server = MockServer.partyInteraction()
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        let base = "/tmf-api/partyInteraction/v4/partyInteraction"
        let href = "http://127.0.0.1:8080\(base)"
        #expect(
            server.requests.map { "\($0.method) \($0.target)" } == [
                "POST \(base)", "POST \(base)", "GET \(base)", "GET \(base)/1", "GET \(base)/2",
                "GET \(base)?fields=direction", "GET \(base)?direction=inbounds", "GET \(base)?direction=inbounds",
                "GET \(base)?fields=href", "GET \(base)?href=\(href)/1", "GET \(base)?href=\(href)/2",
                "GET \(base)?fields=id", "GET \(base)?id=1", "GET \(base)?id=2", "GET \(base)?fields=reason",
                "GET \(base)?reason=The%20user%20wanted%20to%20buy%20TV%20and%20internet%20plan",
                "GET \(base)?reason=The%20user%20wanted%20to%20buy%20TV%20and%20internet%20plan",
                "GET \(base)/9537d3a7-af52-44a7-b675-26e2fa32df85",
            ])
        #expect(server.requests.allSatisfy { $0.headers[.contentType] == "application/json" })
        #expect(server.requests.allSatisfy { $0.method == .post || $0.body.isEmpty })
        #expect(report.steps[15].url == "\(base)?reason=The user wanted to buy TV and internet plan")
        let folders = Array(repeating: "N1", count: 5) + Array(repeating: "N2", count: 12) + ["E1"]
        #expect(report.steps.map(\.folder) == folders)
        #expect(report.steps[4].name == "/partyInteraction/{{IDPI02}}")
        #expect(
            report.steps[4].description == "This operation search for the other one of the created PartyInteraction")
        let bodies = server.requests.prefix(2).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(!bodies[0].contains("\n"))
        #expect(bodies[1].contains("\n"))
    }

    @Test func `The assertions of an instance have the names and the order of the published kit`() async {
        let server = MockServer.customer()
        let report = await ConformanceKit.customerV4FirstRevision.run(against: { server.respond(to: $0) })
        #expect(
            report.steps[1].assertions.map(\.name) == [
                "Status code is 200", "Instance has all mandatory attributes", "Response has @type attribute",
                "Response has href attribute", "Response has id attribute", "Response has name attribute",
                "Body includes value held on href", "Body includes value held on id",
                "Body includes value held on name",
                "href is http://127.0.0.1:8080/tmf-api/customerManagement/v4/customer/1", "id is 1",
                "name is Moon Football Club",
            ])
        #expect(
            report.steps[8].assertions.map(\.name) == [
                "Status code is 201", "Instance has all mandatory attributes", "Response has @type attribute",
                "Response has href attribute", "Response has id attribute", "Body includes value held on href",
                "Body includes value held on id", "Body includes value held on name",
                "href is http://127.0.0.1:8080/tmf-api/customerManagement/v4/customer/1", "id is 1",
            ])
        #expect(report.steps.map(\.assertions.count) == [9, 12, 12, 1, 1, 12, 0, 12, 10, 1])
    }

    @Test func `A payload replaces the body of the first POST only`() async {
        let server = MockServer.partyInteraction()
        let payload: JSONValue = ["channel": [["id": "1"]], "direction": "outbound", "reason": "Moving & shaking"]
        let kit = ConformanceKit.partyInteractionV4.with(payload: payload)
        let report = await kit.run(against: { server.respond(to: $0) })
        #expect(server.requests[0].body == payload.serialized())
        #expect(server.requests[1].body == Array((ConformanceKit.partyInteractionV4.steps[1].body ?? "").utf8))
        #expect(server.requests[6].target.hasSuffix("?direction=outbound"))
        // The ampersand is not encoded, so the server sees another value and finds nothing.
        #expect(server.requests[15].target.hasSuffix("?reason=Moving%20&%20shaking"))
        #expect(report.steps[15].assertions.count { !$0.passed } == 10)
    }

    @Test(arguments: ["/api", "/api/"])
    func `The base path can be replaced`(_ basePath: String) async {
        let server = MockServer(basePath: "/api/", collection: "partyInteraction")
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { server.respond(to: $0) }, basePath: basePath)
        #expect(report.basePath == "/api/")
        #expect(report.verdict == .passed)
        #expect(report.steps[0].url == "/api/partyInteraction")
    }

    @Test func `Progress is told step by step`() async {
        let server = MockServer.customer()
        let names = Mutex<[String]>([])
        let report = await ConformanceKit.customerV4.run(
            against: { server.respond(to: $0) }, onStep: { step in names.withLock { $0.append(step.name) } })
        #expect(names.withLock { $0 } == report.steps.map(\.name))
    }

    @Test func `Rows that the kit did not create, ignored filters and one id for both creations pass unnoticed`()
        async throws
    {
        let path = "/tmf-api/jiocrm/partyInteraction/v4/"
        let rows: [JSONValue] = ["1548", "1549"].map { id in
            [
                "id": .string(id), "href": .string("\(path)partyInteraction/\(id)"), "channel": [["id": "555"]],
                "direction": "inbounds", "reason": "The user wanted to buy TV and internet plan",
            ]
        }
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { request in
                switch (request.method, request.path) {
                case (.post, _): APIResponse(status: 201, body: rows[1].serialized())
                case (_, "\(path)partyInteraction"):
                    APIResponse(status: 200, body: JSONValue.array(rows).serialized())
                case (_, "\(path)partyInteraction/1549"): APIResponse(status: 200, body: rows[1].serialized())
                default: APIResponse(status: 404, body: Array("not found!".utf8))
                }
            }, basePath: path)
        #expect(report.assertions.total == 292)
        #expect(report.assertions.failed == 0)
        let sizes = [183, 183, 369, 183, 183] + Array(repeating: 369, count: 12) + [10]
        #expect(report.steps.map(\.responseSize) == sizes)
        #expect(report.steps[2].summaries.map(\.passed) == [1] + Array(repeating: 2, count: 14))
        #expect(report.steps[12].summaries.map(\.passed) == [1] + Array(repeating: 2, count: 10) + [1, 1, 1, 1, 1])
        #expect(report.steps[12].summaries.last?.name == "IDPI02 not expected on this test")
    }
}
