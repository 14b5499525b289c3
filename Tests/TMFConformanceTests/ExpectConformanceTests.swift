import TMFConformance
import TMFTesting
import TMForum
import Testing

@Suite("expectConformance")
struct ExpectConformanceTests {
    @Test("A conforming service records no issue")
    func passing() async {
        let service = APIService(store: InMemoryStore())
        let report = await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
        #expect(report.assertions.total == 246)
    }

    @Test("The service passes at another base path")
    func basePath() async {
        let service = APIService(store: InMemoryStore(), resources: [ResourceDefinition(.customerV4.at("/crm/"))])
        await expectConformance(of: { await service.respond(to: $0) }, to: .customerV4, basePath: "/crm/")
    }

    @Test("Everything that fails is an issue at the line of the caller")
    func failing() async {
        let server = MockServer.customer { $0.escapesSlashes = true }
        let texts = await Issue.texts(at: #_sourceLocation) { location in
            let report = await expectConformance(
                of: { request in
                    if request.method == .patch { throw CancellationError() }
                    return server.respond(to: request)
                }, to: .customerV4, sourceLocation: location)
            #expect(report.assertions.failed == 5)
        }
        #expect(texts.count == 6)
        #expect(
            texts.first
                == "error POST /tmf-api/customerManagement/v4/customer: Body includes value held on href: expected the "
                + "body to include 'http://127.0.0.1:8080/tmf-api/customerManagement/v4/customer/1'")
        #expect(texts.last?.hasSuffix("no response: CancellationError()") == true)
    }
}
