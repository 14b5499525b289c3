import Synchronization
import TMForum
import Testing

@testable import TMFConformance
@testable import TMFTesting

@Suite("ConformanceRun")
struct ConformanceRunTests {
    static let service = APIService(store: InMemoryStore())
    static let run = ConformanceRun(of: .customerV4) { await service.respond(to: $0) }

    @Test("Each request of a kit is a test case", arguments: await run.cases)
    func request(_ request: ConformanceRun.Case) {
        request.verify()
    }

    @Test("There is a case for each request, named by its number, folder, method and name")
    func names() async {
        let cases = await Self.run.cases
        #expect(cases.map(\.id) == Array(1...10))
        #expect(cases[0].testDescription == "01 N1 POST /Customer")
        #expect(cases[9].testDescription == "10 E1 GET /Customer/404ID")
    }

    @Test("A run sends its requests once, and not before it is asked")
    func once() async {
        let sent = Mutex(0)
        let server = MockServer.customer()
        let run = ConformanceRun(of: .customerV4) { request in
            sent.withLock { $0 += 1 }
            return server.respond(to: request)
        }
        #expect(sent.withLock { $0 } == 0)
        let reports = await withTaskGroup(of: ConformanceReport.self) { group in
            for _ in 0..<8 { group.addTask { await run.report } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sent.withLock { $0 } == 10)
        #expect(Set(reports).count == 1)
        _ = await run.cases
        #expect(sent.withLock { $0 } == 10)
    }

    @Test("A case records the issues of its request and no others, at the line of the caller")
    func issues() async {
        let server = MockServer.customer {
            $0.patchStatus = 201
            $0.missingStatus = 200
        }
        let cases = await ConformanceRun(of: .customerV4) { server.respond(to: $0) }.cases
        var recorded: [Int: [String]] = [:]
        for one in cases {
            recorded[one.id] = await Issue.texts(at: #_sourceLocation) { location in
                one.verify(sourceLocation: location)
            }
        }
        let path = "/tmf-api/customerManagement/v4/customer"
        #expect(recorded.filter { !$0.value.isEmpty }.keys.sorted() == [9, 10])
        #expect(
            recorded[9] == [
                "error PATCH \(path)/1: Status code is 200 or 202: "
                    + "expected response to have status code 200 or 202 but got 201"
            ])
        #expect(recorded[10]?.count == 1)
    }

    @Test("An issue has the rule, the place, what was expected and what was there, and the severity of the rule")
    func texts() async {
        let problems = ReportSamples.everything.problems.filter { $0.position == 1 }
        let one = ConformanceRun.Case(id: 2, step: nil, problems: problems)
        let url = "http://bss.example.com:8080/api/customer?id=1&name=a b"
        #expect(
            await Issue.texts(at: #_sourceLocation) { one.verify(sourceLocation: $0) } == [
                "error GET \(url): A filter answers matching rows only [filter.only-matching, TMF630 part 1, filtering]: "
                    + "row 2 does not match; where /1/id; expected \"1\"; got \"2\"",
                "warning GET \(url): X-Total-Count is the number of rows [list.total-count, TMF630 part 1, paging]: "
                    + "expected 1; got nothing",
            ])
        let others = ReportSamples.everything.problems.filter { $0.position != 1 }
        #expect(
            others.map(\.text) == [
                "GET /api/customer: Row is whole: a | b", "GET /api/customer: Row is whole: a | b",
                "GET /api/customer: no response: the connection was refused",
                "GET /api/customer: the kit's script failed: JSONError: the body is not JSON",
            ])
    }

    @Test("A run that is cancelled has a case that says so")
    func cancelled() async throws {
        let run = ConformanceRun(of: .customerV4) { _ in
            try await Task.sleep(for: .seconds(60))
            return APIResponse(status: 500)
        }
        let waiting = Task { await run.cases }
        waiting.cancel()
        let cases = await waiting.value
        let last = try #require(cases.last)
        #expect(cases.count < 10)
        #expect(last.testDescription == "the entire run")
        let texts = await Issue.texts(at: #_sourceLocation) { last.verify(sourceLocation: $0) }
        #expect(texts == ["error CTK-Customer-4.0.0: the run ended before its last request"])
    }
}

extension Issue {
    /// Returns the severities and texts of the issues that a body records, all of which must be at a place.
    static func texts(at place: SourceLocation, _ body: (SourceLocation) async -> Void) async -> [String] {
        let texts = Mutex<[String]>([])
        await withKnownIssue(isIntermittent: true) {
            await body(place)
        } matching: { issue in
            let comments = issue.comments.map(\.rawValue).joined(separator: " / ")
            texts.withLock { $0.append("\(issue.severity) \(comments)") }
            return issue.sourceLocation == place
        }
        return texts.withLock { $0 }
    }
}
