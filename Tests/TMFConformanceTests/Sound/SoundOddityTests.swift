import TMFConformance
import TMFExchange
import TMFModels
import Testing
import _TMFTestSupport

@Suite("Servers that answer anything")
struct SoundOddityTests {
    struct Unreachable: Error {}

    static let bodies = [
        "", "null", "true", "7", "\"text\"", "[]", "{}", "[[]]", "[null]", "[{}]", "[{\"id\":1}]", "<html></html>",
        "{\"id\":\"\"}", "{\"id\":\"..\",\"href\":\"..\"}", "[1,2,3]", "{\"id\":null,\"href\":[]}", "\u{0}",
        "{\"id\":{}}",
        "[{\"id\":\"a\"},{\"id\":\"a\"}]", "{\"id\":\"x\",\"href\":\"://\"}",
    ]

    @Test("A run ends with failures whatever all answers are", arguments: [200, 201, 404, 500], bodies)
    func anything(_ status: Int, _ body: String) async {
        let links = #"<https://h/customer?offset=0>; rel="next", <?a=1>; rel=prev, <; rel="last""#
        for kit in [ConformanceKit.customerV4, .partyInteractionV4] {
            let report = await kit.run(
                against: { _ in
                    APIResponse(
                        status: status,
                        headers: [
                            .link: links, "X-Total-Count": "99999999999999999999", "Location": "", "ETag": "x",
                            "Content-Type": "application/json",
                        ], body: Array(body.utf8))
                }, by: .sound, options: ConformanceOptions(requestLimit: 300))
            #expect(report.verdict == .failed)
            #expect(report.assertions.failed > 0)
            #expect(report.requests <= 320)
        }
    }

    @Test("A run ends though every page is full and another one follows", arguments: ["", "1000000", "-1", "x"])
    func endless(_ total: String) async {
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                let offset = Int(request.parameters.first { $0.name == "offset" }?.value ?? "") ?? 0
                let rows = (0..<3).map { #"{"id":"\#(offset + $0)","href":"/h","@type":"Customer","name":"n"}"# }
                return APIResponse(
                    status: 200,
                    headers: [.totalCount: total, .link: "<\(request.path)?offset=\(offset + 3)>; rel=\"next\""],
                    body: Array("[\(rows.joined(separator: ","))]".utf8))
            }, by: .sound, options: ConformanceOptions(pageSize: 3, rowLimit: 60, requestLimit: 400))
        #expect(report.verdict == .failed)
        #expect(report.requests <= 410)
    }

    @Test("A run ends though no request is answered")
    func unreachable() async {
        let report = await ConformanceKit.customerV4.run(against: { _ in throw Unreachable() }, by: .sound)
        #expect(report.failedRequests == report.requests)
        #expect(report.verdict == .failed)
        #expect(report.steps.first?.requestError == "Unreachable()")
    }

    @Test("A run ends though a server spoils answers at random", arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8])
    func random(_ seed: UInt64) async throws {
        let server = try await FaultyService(seed % 2 == 0 ? .customerV4 : .partyInteractionV4) { request, next in
            var random = SplitMix64(seed: seed ^ UInt64(bitPattern: Int64(request.hashValue)))
            var response = await next(request)
            switch UInt64.random(in: 0..<12, using: &random) {
            case 0: response.status = [200, 204, 400, 404, 500].randomElement(using: &random) ?? 200
            case 1: response.body = Array(response.body.prefix(Int.random(in: 0...200, using: &random)))
            case 2: response.body = Array(Self.bodies.randomElement(using: &random)?.utf8 ?? "".utf8)
            case 3: response.headers = [:]
            case 4: throw Unreachable()
            default: break
            }
            return response
        }
        let report = await server.run(ConformanceOptions(requestLimit: 500))
        #expect(report.verdict == .failed, "seed \(seed)")
        #expect(!server.isHarmed(), "seed \(seed)")
    }

    @Test("A server without pages, sorting and selection is checked against its complete list")
    func withoutPages() async {
        let server = MockServer.customer()
        let report = await ConformanceKit.customerV4.run(against: { server.respond(to: $0) }, by: .sound)
        #expect(report.brokenRules.isSuperset(of: ["page.complete", "sort.order", "fields.exact", "create.location"]))
        let kept = ["fields.rows", "filter.only-matching", "filter.and", "create.values", "patch.applied"]
        #expect(report.brokenRules.isDisjoint(with: kept), "\(report.failures.prefix(20))")
    }
}
