import TMFConformance
import Testing

@Suite("Reports of nothing and of much")
struct ReportSizeTests {
    @Test(
        "No report, and a report without requests, can be written in every format",
        arguments: ConformanceReportFormat.allCases)
    func empty(_ format: ConformanceReportFormat) {
        #expect(!ConformanceReport.rendered([ReportSamples.report([])], as: format).isEmpty)
        #expect(ConformanceReport.rendered([], as: format).isEmpty == (format == .text))
    }

    @Test("A message longer than the limit is cut", arguments: ConformanceReportFormat.allCases)
    func long(_ format: ConformanceReportFormat) {
        let report = ReportSamples.report([
            ReportSamples.step(assertions: [
                .init(name: "a", passed: false, message: String(repeating: "x", count: 1_000_000))
            ])
        ])
        let bytes = ConformanceReport.rendered([report], as: format)
        #expect(bytes.count < 100_000)
        #expect(String(decoding: bytes, as: UTF8.self).contains("… (cut)"))
    }
}
