import TMFConformance

/// A file that a report is written to, and the format of the report.
struct ReportFile: Sendable, Hashable {
    var format: ConformanceReportFormat
    var file: OutputFile

    /// Writes the report atomically.
    func write(_ reports: [ConformanceReport], to terminal: Terminal) throws(OutputFile.Failure) {
        try file.write(ConformanceReport.rendered(reports, as: format), to: terminal)
    }
}
