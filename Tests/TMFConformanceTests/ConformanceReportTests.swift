import Synchronization
import TMFConformance
import TMFExchange
import Testing

@Suite struct `Conformance reports` {
    /// A clock on which every reading is 40 milliseconds after the one before.
    final class SteppingClock: Clock, Sendable {
        struct Instant: InstantProtocol {
            var offset: Duration
            func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
            func duration(to other: Instant) -> Duration { other.offset - offset }
            static func < (first: Instant, second: Instant) -> Bool { first.offset < second.offset }
        }

        private let readings = Mutex(0)
        let minimumResolution = Duration.milliseconds(1)

        var now: Instant {
            readings.withLock { readings in
                readings += 1
                return Instant(offset: .milliseconds(40 * readings))
            }
        }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
    }

    @Test func `The text holds every request, what failed beneath it, and the totals`() async {
        let server = MockServer.customer { $0.patchStatus = 201 }
        let report = await ConformanceKit.customerV4.run(
            against: { server.respond(to: $0) }, clock: SteppingClock())
        let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
        let base = "/tmf-api/customerManagement/v4/customer"
        #expect(lines.first == "CTK-Customer-4.0.0 against /tmf-api/customerManagement/v4/")
        #expect(
            lines.contains("N1  POST   \(base)  201  40ms  \(report.steps[0].responseSize)B  9 passed, 0 failed"))
        #expect(lines.contains { $0.hasPrefix("N2  GET    \(base)?name=Moon Football Club  200  40ms  ") })
        #expect(lines.contains { $0.hasPrefix("E1  GET    ") && $0.hasSuffix("  1 passed, 0 failed") })
        let patch = lines.firstIndex { $0.hasPrefix("N2  PATCH  \(base)/1  201  40ms  ") } ?? 0
        #expect(
            lines[patch...].dropFirst().prefix(2) == [
                "    FAILED  Status code is 200 or 202",
                "            expected response to have status code 200 or 202 but got 201",
            ])
        #expect(
            lines.suffix(6) == [
                "Requests:   10 total, 0 failed",
                "Scripts:    0 failed",
                "Assertions: 70 total, 1 failed",
                "Responses:  400ms, \(Self.size(report.responseSize))",
                "Verdict:    failed",
                "",
            ])
    }

    private static func size(_ bytes: Int) -> String {
        let hundredths = bytes * 100 / 1_024
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)KB"
    }

    @Test func `The text names what was thrown`() async {
        struct Unreachable: Error {}
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                if request.method == .post { return APIResponse(status: 201, body: Array("oops".utf8)) }
                throw Unreachable()
            })
        let text = report.text()
        #expect(text.contains("    FAILED  script error\n            JSONError: the body is not JSON"))
        #expect(text.contains("  ---  "))
        #expect(text.contains("    FAILED  request error\n            Unreachable()\n"))
        #expect(text.contains("Requests:   10 total, 9 failed\nScripts:    1 failed\nAssertions: 0 total, 0 failed\n"))
        #expect(report.verdict == .failed)
    }

    @Test func `Assertions are gathered by name in the order of their first appearance`() async {
        let server = MockServer.partyInteraction()
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { server.respond(to: $0) })
        let list = report.steps[2]
        let href = "http://127.0.0.1:8080/tmf-api/partyInteraction/v4/partyInteraction"
        #expect(list.assertions.count == 29)
        #expect(
            list.summaries.map { "\($0.passed) \($0.failed) \($0.name)" } == [
                "1 0 Status code is 200", "2 0 Instance has all mandatory attributes",
                "2 0 Response has channel attribute", "2 0 Response has direction attribute",
                "2 0 Response has href attribute", "2 0 Response has id attribute",
                "2 0 Response has reason attribute", "2 0 Body includes value held on direction",
                "2 0 Body includes value held on href", "2 0 Body includes value held on id",
                "2 0 Body includes value held on reason", "2 0 direction is inbounds", "1 0 href is \(href)/1",
                "1 0 id is 1", "2 0 reason is The user wanted to buy TV and internet plan", "1 0 href is \(href)/2",
                "1 0 id is 2",
            ])
    }

    @Test func `Failures are counted apart from passes under one name`() async {
        let server = MockServer.partyInteraction { $0.escapesSlashes = true }
        let report = await ConformanceKit.partyInteractionV4.run(against: { server.respond(to: $0) })
        let summary = report.steps[2].summaries.first { $0.name == "Body includes value held on href" }
        #expect(summary?.passed == 0)
        #expect(summary?.failed == 2)
        #expect(report.assertions.passed == 228)
    }

    @Test func `Equal runs on equal clocks give equal reports`() async {
        var reports: Set<ConformanceReport> = []
        for _ in 0..<2 {
            let server = MockServer.customer()
            reports.insert(
                await ConformanceKit.customerV4.run(against: { server.respond(to: $0) }, clock: SteppingClock()))
        }
        #expect(reports.count == 1)
    }
}
