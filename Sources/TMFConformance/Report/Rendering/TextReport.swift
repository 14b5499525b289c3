import TMFModels

/// Writes reports as plain text.
enum TextReport {
    static func text(of reports: [PrintableReport]) -> String {
        reports.map { lines(of: $0).map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private static func lines(of report: PrintableReport) -> [String] {
        var lines = ["\(line(report.kit)) against \(line(report.basePath))"]
        if report.standard != .ctk { lines.append("Checked \(report.standard.label)") }
        if let start = report.startedAt { lines.append("Started \(start.text)") }
        lines.append("")
        for step in report.steps { lines += self.lines(of: step) }
        lines.append("")
        lines += report.allNotes.map { "Note:       \(line($0))" }
        if !report.isComplete { lines.append("Incomplete: the run ended before its last request") }
        lines += [
            "Requests:   \(report.steps.count) total, \(report.failedRequests) failed",
            "Scripts:    \(report.failedScripts) failed",
            "Assertions: \(report.assertions.total) total, \(report.assertions.failed) failed",
        ]
        if report.warnings > 0 { lines.append("Warnings:   \(report.warnings)") }
        lines += [
            "Responses:  \(PrintedText.duration(report.duration)), \(PrintedText.size(report.responseSize))",
            "Verdict:    \(report.verdict.rawValue)",
        ]
        return lines
    }

    private static func lines(of step: PrintableStep) -> [String] {
        let columns = [
            line(step.folder), PrintedText.padded(line(step.method), to: 5), line(step.url),
            step.status.map(String.init) ?? "---",
            PrintedText.duration(step.duration), PrintedText.size(step.responseSize),
            "\(step.passed) passed, \(step.failed) failed" + (step.warned > 0 ? ", \(step.warned) warned" : ""),
        ]
        var lines = [columns.joined(separator: "  ")]
        if let error = step.requestError { lines += block("FAILED  request error", [error]) }
        for assertion in step.assertions where !assertion.passed {
            let rule = assertion.rule.map { " [\($0.id)]" } ?? ""
            let details = assertion.details.map { name, text in name.isEmpty ? text : "\(name): \(text)" }
            let clause = assertion.rule.map { ["clause: \($0.clause)"] } ?? []
            lines += block(
                "\(assertion.outcome == .failed ? "FAILED" : "WARNING")  \(assertion.name)\(rule)", details + clause)
        }
        for row in step.omitted where row.failed + row.warned > 0 {
            let heading = row.failed > 0 ? "FAILED" : "WARNING"
            lines += block("\(heading)  \(row.name)", [PrintableStep.note(on: row)])
        }
        if let error = step.scriptError { lines += block("FAILED  script error", [error]) }
        return lines
    }

    private static func block(_ heading: String, _ texts: [String]) -> [String] {
        let lines = texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: true) }
        return ["    \(line(heading))"] + lines.map { "            \(line(String($0)))" }
    }

    private static func line(_ text: String) -> String { PrintedText.visible(text) }
}
