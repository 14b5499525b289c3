import TMFConformance
import TMFJSON
import Testing

@Suite("Reports as Newman exports them")
struct NewmanReportTests {
    private func json(_ reports: [ConformanceReport]) throws -> JSONValue {
        try JSONValue(parsing: ConformanceReport.rendered(reports, as: .newman))
    }

    private func value(_ pointer: String, in json: JSONValue) throws -> JSONValue? {
        try JSONPointer(pointer).value(in: json)
    }

    @Test("A run without failures has an empty list of them")
    func passing() async throws {
        let server = MockServer.customer()
        let report = await ConformanceKit.customerV4.run(against: { server.respond(to: $0) })
        let json = try json([report])
        #expect(try value("/run/failures", in: json) == [])
        #expect(try value("/run/error", in: json) == .null)
        #expect(try value("/run/stats/assertions", in: json) == ["total": 70, "pending": 0, "failed": 0])
        #expect(try value("/run/stats/requests/total", in: json) == 10)
        #expect(try value("/run/executions", in: json)?.arrayValue?.count == 10)
        #expect(try value("/collection/info/name", in: json) == "CTK-Customer-4.0.0")
        let folders = try value("/collection/item", in: json)?.arrayValue
        #expect(folders?.map { $0["name"] } == ["N1", "N2", "E1"])
        #expect(folders?.map { $0["item"]?.arrayValue?.count } == [3, 6, 1])
    }

    @Test("The statistics count what there was and what failed of it")
    func stats() throws {
        let stats = try #require(try value("/run/stats", in: json([ReportSamples.everything])))
        func count(_ total: Int, _ failed: Int) -> JSONValue {
            ["total": .number(JSONNumber(total)), "pending": 0, "failed": .number(JSONNumber(failed))]
        }
        #expect(
            stats == [
                "iterations": count(1, 0), "items": count(5, 0), "scripts": count(4, 1), "prerequests": count(5, 0),
                "requests": count(5, 1), "tests": count(4, 0), "assertions": count(8, 3), "testScripts": count(4, 1),
                "prerequestScripts": count(0, 0),
            ])
    }

    @Test("Failures are in the order of the run, each with its error, its place and its request")
    func failures() throws {
        let failures = try #require(try value("/run/failures", in: json([ReportSamples.everything]))?.arrayValue)
        #expect(
            failures.map { $0["at"]?.stringValue } == [
                "assertion:2 in test-script", "assertion:3 in test-script", "assertion:1 in test-script", "request",
                "test-script",
            ])
        #expect(failures.map { $0["parent"]?["name"]?.stringValue } == ["N1", "N1", "N2", "N2", "N2"])
        #expect(failures.map { $0["source"]?["name"]?.stringValue }.last == "/customer/4")
        #expect(
            failures[2]["error"] == [
                "name": "AssertionError", "index": 1, "test": "A filter answers matching rows only",
                "message": "row 2 does not match\nwhere: /1/id\nexpected: \"1\"\ngot: \"2\"",
                "stack": "AssertionError: row 2 does not match\nwhere: /1/id\nexpected: \"1\"\ngot: \"2\"",
                "rule": "filter.only-matching",
            ])
        #expect(failures[3]["error"]?["message"] == "the connection was refused")
        #expect(failures[4]["error"]?["name"] == "JSONError")
        #expect(failures[4]["error"]?["message"] == "the body is not JSON")
        #expect(failures[2]["cursor"]?["position"] == 1)
        #expect(failures[2]["cursor"]?["length"] == 5)
    }

    @Test("What warns has no error, and a request that failed has no response")
    func executions() throws {
        let json = try json([ReportSamples.everything])
        #expect(
            try value("/run/executions/1/assertions/0", in: json) == [
                "assertion": "Status code is 200", "skipped": false,
            ])
        #expect(try value("/run/executions/1/assertions/1/error/name", in: json) == "AssertionError")
        #expect(try value("/run/executions/1/assertions/2/error", in: json) == nil)
        #expect(try value("/run/executions/1/assertions/2/warning/message", in: json) == "expected: 1\ngot: nothing")
        #expect(try value("/run/executions/2/assertions", in: json) == nil)
        #expect(try value("/run/executions/3/response", in: json) == nil)
        #expect(try value("/run/executions/3/requestError/message", in: json) == "the connection was refused")
        #expect(
            try value("/run/executions/4/response", in: json) == [
                "id": "1-N2-5", "status": "Internal Server Error", "code": 500, "header": [],
                "stream": ["type": "Buffer", "data": [60, 104, 116, 109, 108, 62]], "cookie": [],
                "responseTime": 1234, "responseSize": 6,
            ])
    }

    @Test("A URL is given in its parts")
    func urls() throws {
        #expect(
            try value("/run/executions/1/request/url", in: json([ReportSamples.everything])) == [
                "raw": "http://bss.example.com:8080/api/customer?id=1&name=a b", "protocol": "http", "port": "8080",
                "host": ["bss", "example", "com"], "path": ["api", "customer"],
                "query": [["key": "id", "value": "1"], ["key": "name", "value": "a b"]], "variable": [],
            ])
        for (url, host, port, path) in [
            ("/api/customer", nil, nil, ["api", "customer"]), ("https://a/b?c=http://d", ["a"], nil, ["b"]),
            ("http://[::1]:80/x", ["[::1]"], "80", ["x"]), ("http://[::1]", ["[::1]"], nil, [""]),
        ] as [(String, JSONValue?, JSONValue?, JSONValue)] {
            let report = ReportSamples.report([ReportSamples.step(url: url)])
            let found = try value("/run/executions/0/request/url", in: json([report]))
            #expect(found?["host"] == host, "\(url)")
            #expect(found?["port"] == port, "\(url)")
            #expect(found?["path"] == path, "\(url)")
        }
    }

    @Test("Times are in milliseconds, of the day since 1970")
    func times() throws {
        #expect(
            try value("/run/timings", in: json([ReportSamples.everything])) == [
                "responseAverage": 1234, "responseMin": 1234, "responseMax": 1234, "started": 1_790_000_000_005,
                "completed": 1_790_000_006_175,
            ])
    }

    @Test("Several reports are one run of one collection with a folder for each")
    func several() throws {
        let json = try json([ReportSamples.everything, ReportSamples.everything])
        #expect(
            try value("/collection/item", in: json)?.arrayValue?.map { $0["name"] } == ["Sample-1.0", "Sample-1.0"])
        #expect(try value("/collection/item/1/item/1/item/0/id", in: json) == "2-N2-2")
        let cursors = try value("/run/executions", in: json)?.arrayValue?.map { $0["cursor"]?["position"] }
        #expect(cursors == (0..<10).map { JSONValue.number(JSONNumber($0)) })
        #expect(try value("/run/stats/assertions/failed", in: json) == 6)
    }

    @Test("A run that ended early has an error")
    func incomplete() throws {
        let report = ReportSamples.report([], isComplete: false)
        #expect(try value("/run/error/message", in: json([report])) == "the run ended before its last request")
        let failures = try value("/run/failures", in: json([report, report]))?.arrayValue
        #expect(failures?.map { $0["at"] } == ["run"])
        #expect(failures?.first?["parent"]?["name"]?.stringValue != nil)
    }
}
