import TMFConformance
import TMFExchange
import TMFJSON
import TMFModels
import Testing

@Suite struct `Faulty servers` {
    /// A fault, and what the kit makes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var kit: ConformanceKit
        var server: MockServer
        var failed: Int
        var total: Int?

        static func party(
            _ name: String, failed: Int, total: Int? = nil, _ change: (inout MockServer.Faults) -> Void
        ) -> Case {
            Case(
                testDescription: name, kit: .partyInteractionV4, server: .partyInteraction(change), failed: failed,
                total: total)
        }

        static func customer(
            _ name: String, failed: Int, total: Int? = nil, kit: ConformanceKit = .customerV4,
            _ change: (inout MockServer.Faults) -> Void
        ) -> Case {
            Case(testDescription: name, kit: kit, server: .customer(change), failed: failed, total: total)
        }
    }

    static let cases: [Case] = [
        .party("slashes are escaped", failed: 18, total: 246) { $0.escapesSlashes = true },
        .customer("slashes are escaped", failed: 6, total: 70) { $0.escapesSlashes = true },
        .party("lists answer 206", failed: 9, total: 246) { $0.listStatus = 206 },
        .party("lists are wrapped", failed: 90) { $0.wrapsLists = true },
        .party("POST answers an array", failed: 120) { $0.createsArrays = true },
        .party("POST answers 200", failed: 2, total: 246) { $0.createStatus = 200 },
        .party("lists are empty", failed: 90) { $0.emptiesLists = true },
        .customer("lists are empty", failed: 24) { $0.emptiesLists = true },
        .party("filters are ignored", failed: 0) { $0.ignoresFilters = true },
        .party("ids are numbers", failed: 18, total: 246) { $0.numbersIDs = true },
        .party("an unknown id answers 200", failed: 1, total: 246) { $0.missingStatus = 200 },
        .customer("PATCH answers 200", failed: 0, total: 70) { $0.patchStatus = 200 },
        .customer("PATCH answers 202", failed: 0, total: 70) { $0.patchStatus = 202 },
        .customer("PATCH answers 201", failed: 1, total: 70) { $0.patchStatus = 201 },
        .customer("PATCH answers 201 in the first revision", failed: 0, total: 70, kit: .customerV4FirstRevision) {
            $0.patchStatus = 201
        },
        .customer("PATCH answers 200 in the first revision", failed: 1, total: 70, kit: .customerV4FirstRevision) {
            $0.patchStatus = 200
        },
        // An instance without its type fails the list of attributes and the type; its value is not searched for.
        .customer("@type is missing", failed: 12, total: 70) { $0.missingMembers = ["@type"] },
        // A missing reason fails three times in each instance, and its filters find nothing.
        .party("reason is missing", failed: 62, total: 216) { $0.missingMembers = ["reason"] },
    ]

    @Test(arguments: cases)
    func `A fault gives as many failures as with the published kit`(_ fault: Case) async {
        let server = fault.server
        let report = await fault.kit.run(against: { server.respond(to: $0) })
        #expect(report.assertions.failed == fault.failed)
        if let total = fault.total { #expect(report.assertions.total == total) }
        #expect(report.verdict == (fault.failed == 0 ? .passed : .failed))
        #expect(report.failedScripts == 0)
        #expect(report.failedRequests == 0)
    }

    @Test func `Escaped slashes fail the search for href and nothing else`() async {
        let server = MockServer.partyInteraction { $0.escapesSlashes = true }
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        let failed = report.steps.flatMap(\.assertions).filter { !$0.passed }
        #expect(Set(failed.map(\.name)) == ["Body includes value held on href"])
        #expect(
            failed.first?.message
                == "expected the body to include 'http://127.0.0.1:8080/tmf-api/partyInteraction/v4/partyInteraction/1'"
        )
    }

    @Test func `Numeric ids fail the type of id alone and are still recognised`() async {
        let server = MockServer.partyInteraction { $0.numbersIDs = true }
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        let failed = report.steps.flatMap(\.assertions).filter { !$0.passed }
        #expect(Set(failed.map(\.name)) == ["Response has id attribute"])
        #expect(failed.first?.message == "expected 1 to be a string")
        #expect(report.steps[3].assertions.contains { $0.name == "id is 1" })
    }

    @Test func `PATCH is named after the statuses that its revision takes`() async {
        for (kit, name) in [
            (ConformanceKit.customerV4, "Status code is 200 or 202"),
            (.customerV4FirstRevision, "Status code is 201"),
        ] {
            let server = MockServer.customer { $0.patchStatus = 204 }
            let report = await kit.run(against: { server.respond(to: $0) })
            #expect(report.steps[8].assertions.first?.name == name)
            #expect(report.steps[8].assertions.first?.passed == false)
        }
    }

    @Test(arguments: [(ConformanceKit.partyInteractionV4, 2, 10), (.customerV4, 1, 8)])
    func `An empty list counts as an instance`(_ kit: ConformanceKit, _ list: Int, _ failures: Int) async {
        let server = kit == .customerV4 ? MockServer.customer() : .partyInteraction()
        let report = await kit.run(
            against: { request in
                request.method == .get ? APIResponse(status: 200, body: Array("[]".utf8)) : server.respond(to: request)
            })
        #expect(report.steps[list].assertions.count { !$0.passed } == failures)
    }

    @Test func `A created instance that was never remembered equals one without an id`() async {
        let server = MockServer.customer { $0.emptiesLists = true }
        let report = await ConformanceKit.customerV4.run(against: { server.respond(to: $0) })
        #expect(
            report.steps[1].assertions.suffix(3).map(\.name) == [
                "href is undefined", "id is undefined", "name is undefined",
            ])
        #expect(report.steps[5].assertions.last?.name == "IDCU02 not expected on this test")
        #expect(report.steps[5].assertions.last?.passed == true)
    }

    @Test func `Variables without a value stay in the URL`() async {
        let server = MockServer.partyInteraction { $0.createsArrays = true }
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        #expect(report.steps[0].assertions.first?.name == "Array not expected as response")
        #expect(report.steps[3].url == "/tmf-api/partyInteraction/v4/partyInteraction/{{IDPI01}}")
        #expect(server.requests[3].target == "/tmf-api/partyInteraction/v4/partyInteraction/%7B%7BIDPI01%7D%7D")
    }

    @Test func `A body that is not JSON ends the script`() async {
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { _ in APIResponse(status: 500, body: Array("<html>".utf8)) })
        #expect(report.failedScripts == 13)
        #expect(report.verdict == .failed)
        // POST parses the body before it asserts anything, the others assert the status first.
        #expect(report.steps[0].assertions.isEmpty)
        #expect(report.steps[2].assertions.map(\.name) == ["Status code is 200"])
        #expect(
            report.steps[2].assertions.first?.message
                == "expected response to have status code 200 but got 500")
        #expect(report.assertions.total == 12)
        #expect(report.assertions.failed == 12)
    }

    @Test func `A projection of a Party Interaction is not looked at`() async {
        let server = MockServer.partyInteraction()
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { request in
                request.query?.hasPrefix("fields=") == true
                    ? APIResponse(status: 500, body: Array("<html>".utf8)) : server.respond(to: request)
            })
        #expect(report.verdict == .passed)
        #expect(report.assertions.total == 246)
        let projections = report.steps.filter { $0.url.contains("fields=") }
        #expect(projections.map(\.status) == [500, 500, 500, 500])
        #expect(projections.allSatisfy { $0.assertions.isEmpty })
    }

    @Test func `A target that throws fails its requests and asserts nothing`() async {
        struct Unreachable: Error {}
        let server = MockServer.customer()
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                if request.method == .patch { throw Unreachable() }
                return server.respond(to: request)
            })
        #expect(report.failedRequests == 1)
        #expect(report.assertions.total == 60)
        #expect(report.assertions.failed == 0)
        #expect(report.verdict == .failed)
        #expect(report.steps[8].requestError == "Unreachable()")
        #expect(report.steps[8].status == nil)
        #expect(report.steps[8].assertions.isEmpty)
    }

    @Test func `A null instance fails its tests and ends the script where a member is read`() async {
        let report = await ConformanceKit.customerV4.run(
            against: { request in APIResponse(status: request.method == .post ? 201 : 200, body: Array("null".utf8)) })
        #expect(report.steps[0].assertions.map(\.passed) == [true, false, false, false, false, false])
        #expect(
            report.steps[0].assertions[1].message == "TypeError: Cannot convert undefined or null to object")
        #expect(report.steps[0].scriptError == "TypeError: Cannot read property 'href' of null")
        // In a list all eight tests of the instance are made before its id is read.
        #expect(report.steps[1].assertions.count == 9)
        #expect(report.steps[1].assertions.count { !$0.passed } == 8)
        #expect(report.steps[1].scriptError == "TypeError: Cannot read property 'id' of null")
    }

    /// A name as JSON text, and as the kit's scripts print it.
    static let printed: [(String, String)] = [
        (#""Zoë""#, "Zoë"), ("null", "null"), ("true", "true"), ("[1,null,[2,\"x\"]]", "1,,2,x"),
        ("{\"a\":1}", "[object Object]"), ("1.0", "1"), ("-0", "0"), ("1e21", "1e+21"),
        ("123e18", "123000000000000000000"), ("1.5e-7", "1.5e-7"), ("0.000001", "0.000001"), ("12345.678", "12345.678"),
        ("1E400", "Infinity"), ("-1E400", "-Infinity"), ("-2.50", "-2.5"),
    ]

    @Test(arguments: printed)
    func `Values are printed as JavaScript prints them`(_ json: String, _ text: String) async {
        let body = #"{"engagedParty":{},"@type":"Customer","href":"h","id":"1","name":\#(json)}"#
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                APIResponse(status: request.method == .post ? 201 : 200, body: Array(body.utf8))
            })
        #expect(report.steps[2].assertions.contains { $0.name == "name is \(text)" })
        let search = report.steps[2].assertions.first { $0.name == "Body includes value held on name" }
        #expect(search?.passed == body.contains(text))
    }

    /// The id that POST answers, the id that GET answers, and whether `==` calls them equal.
    static let compared: [(String, String, Bool)] = [
        ("\"7\"", "7", true), ("\"7\"", "\"7.0\"", false), ("\" 7 \"", "7", true), ("\"0x10\"", "16", true),
        ("\"x\"", "7", false), ("null", "null", true), ("null", "0", false), ("\"\"", "0", true), ("true", "1", true),
        ("[7]", "7", true), ("[7]", "[7]", false), ("{}", "{}", false), ("{}", "\"[object Object]\"", true),
        ("\"\u{E9}\"", "\"e\u{301}\"", false),
    ]

    @Test(arguments: compared)
    func `Ids are compared as JavaScript's loose equality compares them`(
        _ created: String, _ found: String, _ isEqual: Bool
    ) async {
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                let id = request.method == .post ? created : found
                return APIResponse(
                    status: request.method == .post ? 201 : 200,
                    body: Array(#"{"engagedParty":{},"@type":"C","href":"h","id":\#(id),"name":"n"}"#.utf8))
            })
        #expect(report.steps[2].assertions.contains { $0.name == "name is n" } == isEqual)
    }
}
