import TMFExchange
import TMFJSON
import TMFModels

@testable import TMFConformance

/// Reports to render.
enum ReportSamples {
    /// Text that would do harm in a page, in XML, in a table or on a terminal.
    static let hostile =
        "</code></script><script>alert('1')</script><img src=x onerror=\"a()\"> & `<b>|</b>` ]]> "
        + "[a](http://x) \u{1B}[31m \u{0} \u{FFFE} \u{202E} \r\n| b | \u{2028} end"

    static let error = ConformanceRule(
        "filter.only-matching", "A filter answers matching rows only", clause: "TMF630 part 1, filtering")
    static let warning = ConformanceRule(
        "list.total-count", "X-Total-Count is the number of rows", severity: .warning, clause: "TMF630 part 1, paging")

    /// A request with assertions.
    static func step(
        _ name: String = "/customer", folder: String = "N1", url: String = "/api/customer",
        request: APIRequest = APIRequest(.get, "/api/customer"),
        response: APIResponse? = APIResponse(status: 200, body: Array("[]".utf8)),
        scriptError: String? = nil, requestError: String? = nil, assertions: [ConformanceReport.Assertion] = [],
        limits: ConformanceReport.Limits = ConformanceReport.Limits()
    ) -> ConformanceReport.Step {
        var step = ConformanceReport.Step(
            folder: folder, name: name, url: url, description: "This request is a sample", request: request,
            limits: limits)
        if let response { step.receive(response) }
        step.duration = .milliseconds(1_234)
        step.scriptError = scriptError
        step.requestError = requestError
        step.log = AssertionLog(assertions, limits: limits)
        return step
    }

    static func report(
        _ steps: [ConformanceReport.Step], standard: ConformanceStandard = .sound, basePath: String = "/api/",
        isComplete: Bool = true, notes: [String] = []
    ) -> ConformanceReport {
        ConformanceReport(
            kit: "Sample-1.0", standard: standard, basePath: basePath, steps: steps, isComplete: isComplete,
            notes: notes, startedAt: Timestamp(secondsSince1970: 1_790_000_000, nanoseconds: 5_000_000))
    }

    /// A report with one of everything: 8 assertions, of which 3 failed and 1 warns, in 5 requests of 2 folders.
    static let everything = report(
        [
            step(assertions: [
                .init(name: "Status code is 200", passed: true), .init(name: "Row is whole", passed: true),
                .init(name: "Row is whole", passed: false, message: "a | b"),
                .init(name: "Row is whole", passed: false, message: "a | b"),
            ]),
            step(
                "/customer?id=1", folder: "N2", url: "http://bss.example.com:8080/api/customer?id=1&name=a b",
                assertions: [
                    .init(name: "Status code is 200", passed: true),
                    .init(
                        name: error.title, passed: false, message: "row 2 does not match", rule: error,
                        pointer: JSONPointer(tokens: ["1", "id"]), expected: "\"1\"", got: "\"2\""),
                    .init(name: warning.title, passed: false, rule: warning, expected: "1", got: "nothing"),
                ]),
            step("/customer?fields=id", folder: "N2"),
            step("/customer/3", folder: "N2", response: nil, requestError: "the connection was refused"),
            step(
                "/customer/4", folder: "N2", response: APIResponse(status: 500, body: Array("<html>".utf8)),
                scriptError: "JSONError: the body is not JSON",
                assertions: [.init(name: "Status code is 200", passed: true)]),
        ], notes: ["Customer 1 could not be removed"])

    /// A report in which every text that a server or a user of the library can set is hostile.
    static let hostileEverywhere = report(
        [
            step(
                hostile, folder: hostile, url: hostile,
                request: APIRequest(
                    .init(rawValue: hostile), hostile, headers: ["X-Hostile": hostile], body: Array(hostile.utf8)),
                response: APIResponse(
                    status: -7, headers: ["X-Hostile": hostile], body: Array(hostile.utf8) + [0xFF, 0xC3, 0x28]),
                scriptError: hostile, requestError: hostile,
                assertions: [
                    .init(
                        name: hostile, passed: false, message: hostile,
                        rule: ConformanceRule(hostile, hostile, clause: hostile),
                        pointer: JSONPointer(tokens: [hostile]), expected: hostile, got: hostile),
                    .init(
                        name: hostile, passed: false, message: hostile,
                        rule: ConformanceRule(hostile, hostile, severity: .warning, clause: hostile)),
                    .init(name: hostile, passed: true),
                ])
        ], basePath: hostile, isComplete: false, notes: [hostile])

    static func text(
        _ reports: [ConformanceReport], _ format: ConformanceReportFormat,
        options: ConformanceReportOptions = ConformanceReportOptions()
    ) -> String {
        String(decoding: ConformanceReport.rendered(reports, as: format, options: options), as: UTF8.self)
    }
}
