import Foundation
import TMFExchange
import TMFJSON
import TMFModels
import Testing

@testable import TMFConformance

@Suite("Reports of long lists")
struct ReportLimitTests {
    /// A list of rows of which every fourth lacks its name, judged with room for ten assertions of a name.
    private static func report(
        rows: Int, limits: ConformanceReport.Limits = ConformanceReport.Limits(assertions: 10, failures: 5)
    ) async -> ConformanceReport {
        let list = (0..<rows).map { number in
            let name = number % 4 == 0 ? "" : #","name":"n""#
            return #"{"id":"\#(number)","href":"/c/\#(number)","@type":"Customer","engagedParty":{}\#(name)}"#
        }
        let body = Array(("[" + list.joined(separator: ",") + "]").utf8)
        return await ConformanceKit.customerV4.run(
            against: { request in
                request.method == .get ? APIResponse(status: 200, body: body) : APIResponse(status: 500)
            }, keeping: limits)
    }

    private static func text(_ report: ConformanceReport, _ format: ConformanceReportFormat) -> String {
        ReportSamples.text([report], format)
    }

    @Test("Totals do not depend on what is kept, and what is kept and what is not are together the totals")
    func totals() async throws {
        let whole = await Self.report(rows: 100, limits: ConformanceReport.Limits(assertions: .max, failures: .max))
        let cut = await Self.report(rows: 100)
        #expect(whole.assertions.total > 2_000)
        #expect(cut.assertions == whole.assertions)
        #expect(cut.verdict == whole.verdict && cut.warnings == whole.warnings)
        #expect(cut.steps.map(\.summaries) == whole.steps.map(\.summaries))
        for step in cut.steps {
            let omitted = step.omitted.reduce(0) { $0 + $1.total }
            #expect(step.assertions.count + omitted == step.tally.total)
            let failed = step.omitted.reduce(0) { $0 + $1.failed }
            #expect(step.assertions.count { !$0.passed } + failed == step.tally.failed)
        }
        #expect(whole.steps.flatMap(\.omitted).isEmpty)
    }

    @Test("Of each name the first assertions are kept, and of those that failed some more")
    func kept() async throws {
        let report = await Self.report(rows: 100)
        let step = try #require(report.steps.first { $0.method == .get && $0.tally.total > 800 })
        let names = Dictionary(grouping: step.assertions, by: \.name)
        #expect(names["Response has id attribute"]?.count == 10)
        let expected = [false, true, true, true, false, true, true, true, false, true, false, false]
        #expect(names["Response has name attribute"]?.map(\.passed) == expected)
        let omitted = try #require(step.omitted.first { $0.name == "Response has name attribute" })
        #expect(omitted.passed == 68 && omitted.failed == 20 && omitted.warned == 0)
    }

    @Test("A list of as many rows as there is room for is kept as it is")
    func fits() async {
        let report = await Self.report(rows: 10)
        #expect(report.steps.flatMap(\.omitted).isEmpty)
        for format in ConformanceReportFormat.allCases {
            #expect(!Self.text(report, format).contains("not listed individually"))
        }
    }

    @Test("Every format says how much it does not list", arguments: ConformanceReportFormat.allCases)
    func said(_ format: ConformanceReportFormat) async {
        let report = await Self.report(rows: 100)
        let text = Self.text(report, format)
        if format != .newman {
            let omitted = report.steps.flatMap(\.omitted).reduce(0) { $0 + $1.total }
            #expect(text.contains("\(omitted) of \(report.assertions.total) assertions are not listed individually"))
        }
        if format != .json {
            let note = format == .newman ? "20 more failed" : "88 more, of which 68 passed and 20 failed"
            #expect(text.contains(note))
        }
        #expect(text.utf8.count < Self.text(report, .text).utf8.count + 500_000)
    }

    private static func numbers(_ value: JSONValue?, _ names: [String]) -> Int {
        names.reduce(0) { $0 + (value?[$1]?.numberValue?.int64Value.map { Int($0) } ?? 0) }
    }

    @Test("What JSON lists and what it does not are together its totals")
    func json() async throws {
        let report = try JSONValue(parsing: Array(Self.text(await Self.report(rows: 100), .json).utf8))["reports"]?[0]
        var (total, failed) = (0, 0)
        for step in report?["steps"]?.arrayValue ?? [] {
            let listed = step["assertions"]?.arrayValue ?? []
            let omitted = step["assertionsOmitted"]?.arrayValue ?? []
            total += listed.count + omitted.reduce(0) { $0 + Self.numbers($1, ["passed", "failed", "warned"]) }
            failed += listed.count { $0["outcome"]?.stringValue == "failed" }
            failed += omitted.reduce(0) { $0 + Self.numbers($1, ["failed"]) }
        }
        #expect(total > 2_000 && total == Self.numbers(report?["totals"], ["assertions"]))
        #expect(failed > 0 && failed == Self.numbers(report?["totals"], ["assertionsFailed"]))
    }

    @Test("What Newman's format lists and what it does not are together its statistics")
    func newman() async throws {
        let run = try JSONValue(parsing: Array(Self.text(await Self.report(rows: 100), .newman).utf8))["run"]
        var (total, failed) = (0, 0)
        for execution in run?["executions"]?.arrayValue ?? [] {
            let listed = execution["assertions"]?.arrayValue ?? []
            let omitted = execution["assertionsOmitted"]?.arrayValue ?? []
            total += listed.count + omitted.reduce(0) { $0 + Self.numbers($1, ["passed", "failed", "warned"]) }
            failed += listed.count { $0["error"] != nil }
            failed += omitted.reduce(0) { $0 + Self.numbers($1, ["failed"]) }
        }
        let statistics = run?["stats"]?["assertions"]
        #expect(total > 2_000 && total == Self.numbers(statistics, ["total"]))
        #expect(failed > 0 && failed == Self.numbers(statistics, ["failed"]))
    }

    @Test("Newman's format lists the first hundred failures of a name, and tells how many more there are")
    func newmanFailures() async throws {
        let report = await Self.report(rows: 600, limits: ConformanceReport.Limits())
        #expect(report.steps.flatMap(\.omitted).isEmpty)
        let run = try JSONValue(parsing: Array(Self.text(report, .newman).utf8))["run"]
        let failures = run?["failures"]?.arrayValue ?? []
        for step in report.steps {
            for summary in step.summaries where summary.failed > 0 {
                let listed = failures.filter {
                    $0["source"]?["name"]?.stringValue == step.name && $0["error"]?["test"]?.stringValue == summary.name
                }
                #expect(listed.count == (summary.failed > 100 ? 101 : summary.failed))
                guard summary.failed > 100 else { continue }
                #expect(listed.last?["error"]?["message"]?.stringValue == "\(summary.failed - 100) more failed")
            }
        }
    }

    @Test("JUnit counts the cases that it has, and its properties tell all assertions")
    func junit() async {
        let report = await Self.report(rows: 100)
        let text = Self.text(report, .junit)
        let cases = text.components(separatedBy: "<testcase ").count - 1
        let failures = text.components(separatedBy: "<failure ").count - 1
        #expect(text.contains(#"tests="\#(cases)" failures="\#(failures)""#))
        #expect(text.contains(#"<property name="assertions" value="\#(report.assertions.total)"/>"#))
        #expect(text.contains(#"<property name="assertionsFailed" value="\#(report.assertions.failed)"/>"#))
        #expect(cases < 500)
    }

    @Test("A body beyond the limit is kept cut, and its length is told", arguments: ConformanceReportFormat.allCases)
    func bodies(_ format: ConformanceReportFormat) {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 5_000)
        let response = APIResponse(status: 200, body: body)
        let step = ReportSamples.step(response: response, limits: ConformanceReport.Limits(bodyBytes: 100))
        #expect(step.response?.body.count == 100 && step.responseSize == 5_000)
        let text = Self.text(ReportSamples.report([step]), format)
        switch format {
        case .text, .markdown: #expect(text.contains("4.88KB"))
        case .html: #expect(text.contains("truncated: 5000 bytes in total"))
        case .json: #expect(text.contains(#""bytes": 5000"#) && text.contains(#""isCut": true"#))
        case .newman: #expect(text.contains(#""responseSize":5000"#))
        case .junit: break
        }
        #expect(!text.contains(String(repeating: "x", count: 101)))
    }
}
