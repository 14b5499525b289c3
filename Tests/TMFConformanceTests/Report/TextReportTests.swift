import TMFConformance
import Testing

@Suite("Reports as text")
struct TextReportTests {
    @Test("Failures and warnings stand beneath their request with rule, place, expectation and clause")
    func whole() {
        let expected = """
            Sample-1.0 against /api/
            Checked against the intent of the kit
            Started 2026-09-21T14:13:20.005Z

            N1  GET    /api/customer  200  1.2s  2B  2 passed, 2 failed
                FAILED  Row is whole
                        a | b
                FAILED  Row is whole
                        a | b
            N2  GET    http://bss.example.com:8080/api/customer?id=1&name=a b  200  1.2s  2B  1 passed, 1 failed, 1 warned
                FAILED  A filter answers matching rows only [filter.only-matching]
                        row 2 does not match
                        where: /1/id
                        expected: "1"
                        got: "2"
                        clause: TMF630 part 1, filtering
                WARNING  X-Total-Count is the number of rows [list.total-count]
                        expected: 1
                        got: nothing
                        clause: TMF630 part 1, paging
            N2  GET    /api/customer  200  1.2s  2B  0 passed, 0 failed
            N2  GET    /api/customer  ---  1.2s  0B  0 passed, 0 failed
                FAILED  request error
                        the connection was refused
            N2  GET    /api/customer  500  1.2s  6B  1 passed, 0 failed
                FAILED  script error
                        JSONError: the body is not JSON

            Note:       Customer 1 could not be removed
            Requests:   5 total, 1 failed
            Scripts:    1 failed
            Assertions: 8 total, 3 failed
            Warnings:   1
            Responses:  6.1s, 12B
            Verdict:    failed

            """
        #expect(ReportSamples.everything.text() == expected)
        #expect(ReportSamples.text([ReportSamples.everything], .text) == expected)
    }

    @Test("A run that ended early says so")
    func incomplete() {
        let text = ReportSamples.report([], isComplete: false).text()
        #expect(text.contains("Incomplete: the run ended before its last request\n"))
        #expect(text.hasSuffix("Verdict:    failed\n"))
    }

    @Test("Nothing that a server sends controls the terminal")
    func controls() {
        let text = ReportSamples.hostileEverywhere.text()
        let known = text.unicodeScalars.filter {
            $0 != "\n"
                && ($0.properties.generalCategory == .control
                    || $0.properties.generalCategory == .format || $0.properties.generalCategory == .lineSeparator)
        }
        #expect(known.isEmpty)
        #expect(text.contains("\\u{1B}[31m"))
    }
}
