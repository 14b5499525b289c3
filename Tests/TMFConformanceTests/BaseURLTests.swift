import TMFConformance
import TMFExchange
import Testing

@Suite("What the URLs of a run begin with")
struct BaseURLTests {
    /// A base, the URL that the report shows, and the target that is sent.
    static let bases: [(String, String, String)] = [
        ("/api/", "/api/customer", "/api/customer"),
        ("/api", "/api/customer", "/api/customer"),
        (
            "http://localhost:6662/CRM_MS/tmforum/", "http://localhost:6662/CRM_MS/tmforum/customer",
            "/CRM_MS/tmforum/customer"
        ),
        ("https://example.com", "https://example.com/customer", "/customer"),
        ("https://example.com/", "https://example.com/customer", "/customer"),
        ("HTTPS://[::1]:8443/a b/", "HTTPS://[::1]:8443/a b/customer", "/a%20b/customer"),
        // Without a scheme there is no host.
        ("//example.com/api/", "//example.com/api/customer", "//example.com/api/customer"),
        ("/proxy/http://example.com/", "/proxy/http://example.com/customer", "/proxy/http://example.com/customer"),
    ]

    @Test("The report shows the complete URL, and the server receives the part after the host", arguments: bases)
    func target(_ base: String, _ url: String, _ target: String) async {
        let report = await ConformanceKit.customerV4.run(
            against: { _ in APIResponse(status: 500) }, basePath: base)
        #expect(report.basePath == (base.hasSuffix("/") ? base : base + "/"))
        #expect(report.steps[0].url == url)
        #expect(report.steps[0].request.target == target)
        #expect(report.steps[3].request.target == target + "?fields=href")
    }

    @Test("A host in the query of a URL stays there")
    func hostInQuery() async {
        let server = MockServer.partyInteraction()
        let base = "http://127.0.0.1:8080/tmf-api/partyInteraction/v4/"
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) }, basePath: base)
        #expect(report.verdict == .passed)
        #expect(report.steps[9].url == "\(base)partyInteraction?href=\(base)partyInteraction/1")
        #expect(
            report.steps[9].request.target
                == "/tmf-api/partyInteraction/v4/partyInteraction?href=\(base)partyInteraction/1")
    }
}
