import TMFConformance
import TMFTesting
import TMForum
import Testing

// The examples of the guide `Conformance`, line by line; a test looks for each line here.

@Suite("The unit tests of the documentation")
struct CertificationExample {
    static let service = APIService(store: InMemoryStore())
    static let run = ConformanceRun(of: .customerV4, by: .sound) { await service.respond(to: $0) }

    @Test func partyInteraction() async {
        await expectConformance(of: { await Self.service.respond(to: $0) }, to: .partyInteractionV4, by: .sound)
    }

    @Test(arguments: await run.cases)
    func customer(_ request: ConformanceRun.Case) {
        request.verify()
    }
}

func ownChecks(
    _ target: @escaping APIHandler
) async -> (report: ConformanceReport, page: [UInt8]) {
    let rule = ConformanceRule(
        "own.cache", "A list is not kept by caches", severity: .warning, clause: "house rules, 4")
    let caching = ConformanceCheck("caching") { session in
        let response = await session.send(.get, session.listTarget(("limit", "1")))
        let got = response?.headers["Cache-Control"]
        session.expect(rule, got == "no-store", expected: "no-store", got: got ?? "nothing")
    }
    let kit = ConformanceKit.partyInteractionV4
        .with(payload: ["channel": [["id": "shop-7"]], "direction": "inbound", "reason": "Asks for a tariff"])
        .with(checks: [caching])
    let report = await kit.run(
        against: target, basePath: "/tmf-api/partyInteraction/v4/", by: .sound,
        options: ConformanceOptions(pageSize: 50, requestLimit: 500))
    let page = ConformanceReport.rendered([report], as: .html)
    return (report, page)
}

func ownResource() async -> ConformanceReport {
    let description = ResourceDescription(
        Individual.self, api: "TMF632", version: "4.0.0", basePath: "/tmf-api/party/v4",
        mandatoryMethods: [.patch], sample: ["givenName": "Ada", "familyName": "Lovelace"],
        richSample: ["status": "validated"])
    let service = APIService(store: InMemoryStore(), resources: [ResourceDefinition(description)])
    let kit = ConformanceKit(for: description)
    let report = await kit.run(against: { await service.respond(to: $0) }, by: .sound)
    print(report.kit, report.verdict, report.notes)
    return report
}

func validating(_ bytes: [UInt8]) -> [ResourceFinding] {
    let validator = ResourceValidator(profile: .certification, resource: .customerV4)
    let findings = validator.findings(in: bytes)
    for finding in findings { print(finding) }
    return findings
}
