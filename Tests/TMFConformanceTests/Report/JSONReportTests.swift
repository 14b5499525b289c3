import TMFConformance
import TMFExchange
import TMFJSON
import Testing

@Suite("Reports as JSON")
struct JSONReportTests {
    private func json(
        _ reports: [ConformanceReport], options: ConformanceReportOptions = ConformanceReportOptions()
    ) throws -> JSONValue {
        try JSONValue(parsing: ConformanceReport.rendered(reports, as: .json, options: options))
    }

    private func pointer(_ text: String, in value: JSONValue) throws -> JSONValue? {
        try JSONPointer(text).value(in: value)
    }

    @Test("The verdict of several reports is passed if that of each is")
    func verdict() throws {
        let passing = ReportSamples.report([ReportSamples.step(assertions: [.init(name: "a", passed: true)])])
        #expect(try json([passing, passing])["verdict"] == "passed")
        #expect(try json([passing, ReportSamples.everything])["verdict"] == "failed")
        #expect(try json([passing, ReportSamples.everything])["reports"]?.arrayValue?.count == 2)
    }

    @Test("A report has its kit, standard, path, start, notes and totals")
    func report() throws {
        let report = try #require(try json([ReportSamples.everything])["reports"]?[0])
        var members = try #require(report.objectValue)
        members["steps"] = nil
        #expect(
            JSONValue.object(members) == [
                "kit": "Sample-1.0", "standard": "sound", "verdict": "failed", "basePath": "/api/",
                "startedAt": "2026-09-21T14:13:20.005Z", "isComplete": true,
                "notes": ["Customer 1 could not be removed"],
                "totals": [
                    "requests": 5, "requestsFailed": 1, "scriptsFailed": 1, "assertions": 8, "assertionsFailed": 3,
                    "warnings": 1, "milliseconds": 6170, "bytes": 12,
                ],
            ])
        #expect(report["steps"]?.arrayValue?.count == 5)
    }

    @Test("A step has its request, its response, and all that was asserted")
    func step() throws {
        let step = try #require(try pointer("/reports/0/steps/1", in: json([ReportSamples.everything])))
        #expect(
            step == [
                "number": 2, "folder": "N2", "name": "/customer?id=1", "description": "This request is a sample",
                "url": "http://bss.example.com:8080/api/customer?id=1&name=a b", "milliseconds": 1234,
                "request": ["method": "GET", "target": "/api/customer", "headers": [], "body": nil],
                "response": [
                    "status": 200, "headers": [], "body": ["bytes": 2, "text": "[]", "isCut": false],
                ],
                "assertions": [
                    ["name": "Status code is 200", "outcome": "passed"],
                    [
                        "name": "A filter answers matching rows only", "outcome": "failed",
                        "message": "row 2 does not match", "pointer": "/1/id", "expected": "\"1\"", "got": "\"2\"",
                        "rule": [
                            "id": "filter.only-matching", "title": "A filter answers matching rows only",
                            "severity": "error", "clause": "TMF630 part 1, filtering",
                        ],
                    ],
                    [
                        "name": "X-Total-Count is the number of rows", "outcome": "warned", "expected": "1",
                        "got": "nothing",
                        "rule": [
                            "id": "list.total-count", "title": "X-Total-Count is the number of rows",
                            "severity": "warning", "clause": "TMF630 part 1, paging",
                        ],
                    ],
                ],
            ])
    }

    @Test("A request without an answer has its error, as has an answer that cannot be read")
    func errors() throws {
        let json = try json([ReportSamples.everything])
        #expect(try pointer("/reports/0/steps/3/response", in: json) == .null)
        #expect(try pointer("/reports/0/steps/3/requestError", in: json) == "the connection was refused")
        #expect(try pointer("/reports/0/steps/4/scriptError", in: json) == "JSONError: the body is not JSON")
        #expect(try pointer("/reports/0/steps/0/scriptError", in: json) == nil)
    }

    @Test("A body longer than the limit is cut between characters, with its true length", arguments: 0...9)
    func cut(limit: Int) throws {
        let text = "aé€𝄞"
        let report = ReportSamples.report([
            ReportSamples.step(response: .init(status: 200, body: Array("\(text)z".utf8)))
        ])
        let json = try json([report], options: ConformanceReportOptions(bodyLimit: limit))
        let body = try #require(try pointer("/reports/0/steps/0/response/body", in: json))
        let shown = ["", "a", "a", "aé", "aé", "aé", "aé€", "aé€", "aé€", "aé€"][limit]
        #expect(body == ["bytes": 11, "text": .string(shown), "isCut": true])
    }

    @Test("A body as long as the limit is complete")
    func whole() throws {
        let report = ReportSamples.report([
            ReportSamples.step(response: .init(status: 200, body: Array("[12]".utf8)))
        ])
        let json = try json([report], options: ConformanceReportOptions(bodyLimit: 4))
        let body = try pointer("/reports/0/steps/0/response/body", in: json)
        #expect(body == ["bytes": 4, "text": "[12]", "isCut": false])
    }

    @Test("Hostile text is a string like others")
    func hostile() throws {
        let json = try json([ReportSamples.hostileEverywhere])
        #expect(try pointer("/reports/0/steps/0/assertions/0/message", in: json) == .string(ReportSamples.hostile))
    }
}
