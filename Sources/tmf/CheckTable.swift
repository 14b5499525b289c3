import TMFConformance

/// How the results of a check are printed.
enum CheckTable {
    /// The line for a step that was just made.
    static func line(for step: ConformanceReport.Step, number: Int, of count: Int) -> String {
        let failed = step.assertions.count { !$0.passed }
        let isFailed = failed > 0 || step.requestError != nil || step.scriptError != nil
        let status = step.status.map(String.init) ?? "---"
        let outcome = isFailed ? "FAILED (\(failed) of \(step.assertions.count))" : "ok (\(step.assertions.count))"
        return
            "  [\(padded(String(number), String(count).count))/\(count)] \(status) \(outcome)  \(step.method) \(step.url)"
    }

    /// Every assertion, counted by name, below its request.
    static func assertions(of report: ConformanceReport) -> String {
        var lines: [String] = []
        for step in report.steps {
            lines.append("  \(step.folder) \(step.method) \(step.url)")
            for summary in step.summaries {
                let mark = summary.failed == 0 ? "ok    " : "FAILED"
                let count = summary.passed + summary.failed
                lines.append("    \(mark) \(summary.name)" + (count > 1 ? " (\(count) times)" : ""))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The table of the kits that were run.
    static func totals(of reports: [ConformanceReport]) -> String {
        var rows = [["kit", "requests", "assertions", "failed", "verdict"]]
        for report in reports {
            rows.append([
                report.kit, String(report.requests), String(report.assertions.total), String(report.assertions.failed),
                report.verdict.rawValue,
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                switch column {
                case 0: text + padded("", widths[column] - text.count)
                case row.count - 1: text
                default: padded(text, widths[column])
                }
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 0)) + text
    }
}
