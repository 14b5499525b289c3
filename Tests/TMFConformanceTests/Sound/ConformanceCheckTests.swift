import Synchronization
import TMFConformance
import TMFExchange
import TMFJSON
import Testing

@Suite("Checks of one's own")
struct ConformanceCheckTests {
    static let rule = ConformanceRule("own.banner", "The server says who it is", clause: "house rules")

    @Test(
        "A check runs after the kit in both standards, with its rule in the report",
        arguments: ConformanceStandard.allCases)
    func verdicts(_ verdict: ConformanceStandard) async throws {
        let check = ConformanceCheck("banner") { session in
            let response = await session.send(.get, session.listTarget(("limit", "1")), name: "The banner")
            session.expect(
                Self.rule, response?.headers["Server"] == "CRM", at: JSONPointer(), expected: "CRM",
                got: response?.headers["Server"] ?? "nothing")
            session.note("The banner was looked at.")
        }
        let server = try await FaultyService(.customerV4)
        let seen = Mutex<[String]>([])
        let report = await server.kit.with(checks: [check]).run(
            against: { try await server.respond(to: $0) }, by: verdict,
            onStep: { step in seen.withLock { $0.append(step.name) } })
        #expect(report.brokenRules == ["own.banner"])
        let step = try #require(report.steps.first { $0.folder == "banner" })
        #expect(step.name == "The banner")
        #expect(step.request.target == "/tmf-api/customerManagement/v4/customer?limit=1")
        #expect(step.assertions.map(\.message) == ["expected CRM, got nothing"])
        #expect(report.notes.contains("The banner was looked at."))
        #expect(report.verdict == .failed)
        #expect(seen.withLock { $0 } == report.steps.map(\.name))
    }

    @Test("What a check creates is removed, and nothing else can be")
    func ownership() async throws {
        let server = try await FaultyService(.customerV4)
        let other = try #require(server.existing.first)
        let check = ConformanceCheck("own") { session in
            let body = #"{"name":"\#(session.marker)","engagedParty":{"id":"1","@referredType":"Individual"}}"#
            await session.send(
                .post, session.collectionPath, headers: [.contentType: "application/json"], body: Array(body.utf8))
            let id = session.created.first ?? ""
            let patched = await session.send(
                .patch, session.path(of: id), headers: [.contentType: "application/json"],
                body: Array(#"{"status":"new"}"#.utf8))
            session.expect(Self.rule, patched?.status == 200, expected: "200", got: "\(patched?.status ?? 0)")
            for target in [
                session.path(of: other), session.collectionPath, session.collectionPath + "/",
                session.collectionPath + "/x/../" + other, session.basePath + "%63ustomer/" + other,
                session.path(of: other) + "?x=1", session.collectionPath + "//" + other,
            ] {
                let refused = await session.send(.delete, target)
                session.expect(Self.rule, refused == nil, expected: "nothing to be sent", got: "\(target)")
            }
        }
        let report = await server.kit.with(checks: [check]).run(
            against: { try await server.respond(to: $0) }, by: .ctk)
        #expect(report.brokenRules.isEmpty, "\(report.failures)")
        #expect(report.notes.contains { $0.contains("was not sent, because the run did not create the resource") })
        #expect(!server.isHarmed())
        #expect(server.requests.count { $0.method == .delete } == 1)
        #expect(try await server.rows().allSatisfy { !($0["name"]?.stringValue?.hasPrefix("check-") ?? false) })
    }

    @Test(
        "In a read-only run a check sends GET alone",
        arguments: [APIMethod.post, .patch, .put, .delete, .head, .options])
    func readOnly(_ method: APIMethod) async throws {
        let check = ConformanceCheck("own") { session in
            for target in [session.collectionPath, session.basePath + "hub", session.path(of: session.unknownID)] {
                let response = await session.send(method, target)
                session.expect(Self.rule, response == nil, expected: "nothing to be sent", got: "an answer")
            }
            await session.send(.get, session.collectionPath)
        }
        let server = try await FaultyService(.customerV4)
        let report = await server.kit.with(checks: [check]).run(
            against: { try await server.respond(to: $0) }, by: .sound, options: ConformanceOptions(mode: .readOnly))
        #expect(server.requests.allSatisfy { $0.method == .get })
        #expect(report.notes.contains { $0.contains("was not sent, because the run is read-only") })
        #expect(report.steps.contains { $0.folder == "own" && $0.status == 200 })
    }

    @Test("A rule that is broken before anything was sent is not lost")
    func withoutRequest() async throws {
        let check = ConformanceCheck("silent") { session in
            session.expect(Self.rule, false, expected: "something", got: "nothing")
        }
        let server = try await FaultyService(.customerV4)
        let report = await server.kit.with(checks: [check]).run(
            against: { try await server.respond(to: $0) }, by: .ctk)
        #expect(report.brokenRules == ["own.banner"])
        #expect(report.steps.last?.folder == "silent")
        #expect(report.verdict == .failed)
    }

    @Test("Kits with the same checks are equal")
    func equality() {
        let check = ConformanceCheck("a") { _ in }
        let kit = ConformanceKit.customerV4
        #expect(kit.with(checks: [check]) == kit.with(checks: [check]))
        #expect(kit.with(checks: [check]) != kit)
        #expect(check != ConformanceCheck("a") { _ in })
    }
}
