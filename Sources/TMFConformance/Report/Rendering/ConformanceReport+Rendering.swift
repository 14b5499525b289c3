import TMFJSON

extension ConformanceReport {
    /// Returns reports as one document, with the secrets in them replaced by `[redacted]`.
    ///
    /// Secrets are the values of headers and query parameters that by their names hold credentials (such as
    /// `Authorization`, `Cookie` and `X-Api-Key`, and all whose name has `token`, `secret`, `password` or `key` in it),
    /// the user and password of a URL, and these values wherever else they stand, as in a body that echoes them. Equal
    /// reports give equal documents.
    ///
    /// - Parameters:
    ///   - reports: The reports in order.
    ///   - format: The format.
    ///   - options: How the reports are written.
    /// - Returns: The document in UTF-8.
    public static func rendered(
        _ reports: [ConformanceReport], as format: ConformanceReportFormat,
        options: ConformanceReportOptions = ConformanceReportOptions()
    ) -> [UInt8] {
        let printable = reports.map { PrintableReport($0, options: options) }
        switch format {
        case .text: return Array(TextReport.text(of: printable).utf8)
        case .json: return JSONReport.json(of: printable, title: options.title).serialized(options: .prettyPrinted)
        case .newman: return NewmanReport.json(of: printable).serialized()
        case .junit: return Array(JUnitReport.xml(of: printable, title: options.title).utf8)
        case .markdown: return Array(MarkdownReport.text(of: printable, title: options.title).utf8)
        case .html: return Array(HTMLReport(printable, title: options.title).page.utf8)
        }
    }

    /// Returns the report as plain text: a line for each request, what failed beneath it, and the totals.
    ///
    /// - Returns: The text, each line ended by a line feed.
    public func text() -> String {
        TextReport.text(of: [PrintableReport(self, options: ConformanceReportOptions())])
    }
}
