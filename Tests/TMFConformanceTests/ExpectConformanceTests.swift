import TMFConformance
import TMFTesting
import TMForum
import Testing

@Suite("expectConformance")
struct ExpectConformanceTests {
    @Test("A conforming service records no issue")
    func passing() async {
        let service = TMFService(store: InMemoryStore())
        let report = await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
        #expect(report.assertions.total == 246)
    }

    @Test("The service passes at another base path")
    func basePath() async {
        let service = TMFService(store: InMemoryStore(), resources: [.customer(basePath: "/crm/")])
        await expectConformance(of: { await service.respond(to: $0) }, to: .customerV4, basePath: "/crm/")
    }
}
