import TMFConformance
import TMForum
import Testing

@testable import tmf

@Suite("tmf check")
struct CheckTests {
    @Test(
        "The service passes both kits",
        arguments: [
            (ConformanceKit.partyInteractionV4, 18, 246), (.customerV4, 10, 70),
        ])
    func kits(kit: ConformanceKit, requests: Int, assertions: Int) async {
        let service = TMFService(store: InMemoryStore())
        let report = await kit.run(against: { await service.respond(to: $0) })
        #expect(report.requests == requests)
        #expect(report.assertions.total == assertions)
        #expect(report.assertions.failed == 0, "\(report.text())")
        #expect(report.verdict == .passed)
    }

    @Test("The first revision of the Customer kit expects 201 of PATCH, so only that fails")
    func firstRevision() async {
        let service = TMFService(store: InMemoryStore())
        let report = await ConformanceKit.customerV4FirstRevision.run(against: { await service.respond(to: $0) })
        #expect(report.assertions.total == 70)
        #expect(report.assertions.failed == 1)
    }

    @Test("The table shows the totals of every kit")
    func table() async {
        let service = TMFService(store: InMemoryStore())
        let report = await ConformanceKit.customerV4.run(against: { await service.respond(to: $0) })
        #expect(
            CheckTable.totals(of: [report]) == """
                kit                 requests  assertions  failed  verdict
                CTK-Customer-4.0.0        10          70       0  passed
                """)
        #expect(CheckTable.assertions(of: report).contains("ok     Status code is 201"))
    }
}
