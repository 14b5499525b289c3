import TMFJSON

extension ConformanceReport {
    /// Returns reports as a single document, in which secrets are replaced by `[redacted]`.
    ///
    /// Secrets are the values of headers and query parameters whose names indicate credentials (such as
    /// `Authorization`, `Cookie` and `X-Api-Key`, and all names that contain `token`, `secret`, `password` or `key`),
    /// and the user and password of a URL. These values are also replaced wherever else they appear, such as in a body
    /// that echoes them. Equal reports produce equal documents.
    ///
    /// - Parameters:
    ///   - reports: The reports, in order.
    ///   - format: The format of the document.
    ///   - options: The options for the document.
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

    /// Returns the report as plain text: a line for each request, followed by its failures, and the totals.
    ///
    /// - Returns: The text, in which every line ends with a line feed.
    public func text() -> String {
        TextReport.text(of: [PrintableReport(self, options: ConformanceReportOptions())])
    }
}
