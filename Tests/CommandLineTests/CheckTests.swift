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
        let service = APIService(store: InMemoryStore())
        let report = await kit.run(against: { await service.respond(to: $0) })
        #expect(report.requests == requests)
        #expect(report.assertions.total == assertions)
        #expect(report.assertions.failed == 0, "\(report.text())")
        #expect(report.verdict == .passed)
    }

    @Test("The first revision of the Customer kit expects 201 of PATCH, so only that fails")
    func firstRevision() async {
        let service = APIService(store: InMemoryStore())
        let report = await ConformanceKit.customerV4FirstRevision.run(against: { await service.respond(to: $0) })
        #expect(report.assertions.total == 70)
        #expect(report.assertions.failed == 1)
    }

    @Test("The table shows the totals of every kit")
    func table() async {
        let service = APIService(store: InMemoryStore())
        let report = await ConformanceKit.customerV4.run(against: { await service.respond(to: $0) })
        #expect(
            CheckTable.totals(of: [report]) == """
                kit                 requests  assertions  failed  warnings  verdict
                CTK-Customer-4.0.0        10          70       0         0  passed
                """)
        #expect(CheckTable.assertions(of: report).contains("ok      Status code is 201"))
    }

    @Test("With two standards, the table tells them apart")
    func verdicts() async {
        let service = APIService(store: InMemoryStore())
        var reports: [ConformanceReport] = []
        for verdict in ConformanceStandard.allCases {
            reports.append(
                await ConformanceKit.customerV4.run(against: { await service.respond(to: $0) }, by: verdict))
        }
        let lines = CheckTable.totals(of: reports).split(separator: "\n")
        #expect(lines.dropFirst().map { $0.hasPrefix("CTK-Customer-4.0.0 ctk  ") } == [true, false])
        #expect(lines.last?.hasPrefix("CTK-Customer-4.0.0 sound") == true)
    }

    /// The report of one request to a server that sends terminal control sequences and echoes a secret.
    private func hostile(_ rule: ConformanceRule) async -> ConformanceReport {
        let check = ConformanceCheck("\u{1B}[2J") { session in
            await session.send(.get, session.basePath + "a?token=hidden-token")
            session.expect(rule, false, expected: "", got: "")
        }
        return await ConformanceKit.customerV4.with(checks: [check]).run(
            against: { _ in APIResponse(status: 200, body: Array(#"[{"id":"\u001b]0;x"}]"#.utf8)) })
    }

    @Test("Progress and assertions show no secret and control no terminal, and a warning is no failure")
    func terminal() async throws {
        let rule = ConformanceRule("x.y", "It says \u{1B}[31m hidden-token", severity: .warning, clause: "none")
        let report = await hostile(rule)
        let step = try #require(report.steps.last { $0.folder.contains("2J") })
        let line = CheckTable.line(for: step, number: 1, of: nil)
        #expect(line.contains("200 ok (1, 1 warning)") && !line.contains("FAILED"))
        #expect(step.summaries.map { [$0.passed, $0.failed, $0.warned] } == [[0, 0, 1]])
        let all = line + CheckTable.assertions(of: report)
        #expect(all.contains("WARNING It says \\u{1B}[31m [redacted]"))
        #expect(!all.contains("hidden-token") && !all.contains("\u{1B}"))
    }
}
