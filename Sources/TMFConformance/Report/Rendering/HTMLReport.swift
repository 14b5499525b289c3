import TMFModels

/// Writes reports as a self-contained HTML page.
///
/// The page contains no scripts: folding uses `details` elements, and filtering uses style rules. A policy in its head
/// forbids scripts and all fetching, so that content from a hostile server remains text.
struct HTMLReport {
    private let reports: [PrintableReport]
    private let title: String

    init(_ reports: [PrintableReport], title: String) {
        self.reports = reports
        self.title = title
    }

    /// The HTML of the page.
    var page: String {
        let isPassed = reports.allSatisfy { $0.verdict == .passed }
        let kits = reports.map { Self.text($0.kit) }.joined(separator: ", ")
        let folders = reports.map(\.folders.count).max() ?? 0
        var lines = [
            "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                + "base-uri 'none'; form-action 'none'\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<title>\(isPassed ? "Passed" : "Failed"): \(kits) – \(Self.text(title))</title>",
            "<style>", Self.style, Self.filterRules(folders: folders), "</style>", "</head>", "<body>",
            "<header class=\"page\"><h1>\(Self.text(title))</h1></header>", "<main>",
        ]
        if reports.count > 1 { lines += overview }
        for (index, report) in reports.enumerated() { lines += HTMLSection(report, number: index + 1).lines }
        lines += ["</main>", "</body>", "</html>"]
        return lines.map { $0 + "\n" }.joined()
    }

    private var overview: [String] {
        var lines = [
            "<table class=\"list overview\"><thead><tr><th scope=\"col\">Kit</th>"
                + "<th scope=\"col\">Verdict</th><th scope=\"col\" class=\"n\">Requests</th>"
                + "<th scope=\"col\" class=\"n\">Assertions</th><th scope=\"col\" class=\"n\">Failed</th>"
                + "<th scope=\"col\" class=\"n\">Warnings</th></tr></thead><tbody>"
        ]
        for (index, report) in reports.enumerated() {
            let outcome: PrintableStep.Outcome = report.verdict == .passed ? .passed : .failed
            lines.append(
                "<tr class=\"step\"><th scope=\"row\" class=\"wide\"><a href=\"#r\(index + 1)\">"
                    + "\(Self.text(report.kit))</a>, \(report.standard.label)</th><td>\(Self.chip(outcome))</td>"
                    + Self.figure("Requests", "\(report.steps.count)")
                    + Self.figure("Assertions", "\(report.assertions.total)")
                    + Self.figure("Failed", "\(report.assertions.failed)")
                    + Self.figure("Warnings", "\(report.warnings)") + "</tr>")
        }
        return lines + ["</tbody></table>"]
    }

    /// Returns untrusted text for the content of an element or a quoted attribute.
    static func text(_ text: String) -> String { PrintedText.markup(PrintedText.visible(text)) }

    /// Returns untrusted text as code, keeping its line breaks.
    static func code(_ text: String) -> String {
        "<code>\(PrintedText.markup(PrintedText.visible(text, isOneLine: false)))</code>"
    }

    /// Returns a table cell with its name, which is shown where there is no room for the table's head.
    static func figure(_ name: String, _ value: String) -> String {
        "<td class=\"n\" data-name=\"\(name)\">\(value)</td>"
    }

    /// Returns an outcome as a word with a sign, so that it does not depend on color alone.
    static func chip(_ outcome: PrintableStep.Outcome) -> String {
        let word =
            switch outcome {
            case .passed: "✓ passed"
            case .unchecked: "– unchecked"
            case .warned: "! warning"
            case .failed: "✗ failed"
            }
        return "<span class=\"chip \(outcome.rawValue)\">\(word)</span>"
    }

    private static func filterRules(folders: Int) -> String {
        (0..<folders).map { ".report:has(.only-f\($0):checked) .step:not(.f\($0)){display:none}" }
            .joined(separator: "\n")
    }
}
