import TMFConformance

/// The text in which a check prints its results.
enum CheckTable {
    /// The line for a step that has just finished.
    static func line(for step: ConformanceReport.Step, number: Int, of count: Int?) -> String {
        let printed = PrintedStep(step)
        let (failed, warned) = (printed.rows.map(\.failed).reduce(0, +), printed.rows.map(\.warned).reduce(0, +))
        let isFailed = failed > 0 || step.requestError != nil || step.scriptError != nil
        let status = step.status.map(String.init) ?? "---"
        let warnings = warned == 0 ? "" : ", \(warned) \(warned == 1 ? "warning" : "warnings")"
        let outcome =
            isFailed
            ? "FAILED (\(failed) of \(step.tally.total)\(warnings))" : "ok (\(step.tally.total)\(warnings))"
        let place = count.map { "\(padded(String(number), String($0).count))/\($0)" } ?? String(number)
        return "  [\(place)] \(status) \(outcome)  \(printed.title)"
    }

    /// Every assertion below its request, counted by name.
    static func assertions(of report: ConformanceReport) -> String {
        var lines: [String] = []
        for step in report.printedSteps {
            lines.append("  \(step.folder) \(step.title)")
            for row in step.rows {
                let mark = row.failed > 0 ? "FAILED " : row.warned > 0 ? "WARNING" : "ok     "
                let count = row.passed + row.failed + row.warned
                lines.append("    \(mark) \(row.name)" + (count > 1 ? " (\(count) times)" : ""))
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The table of totals of each kit, with the standard if there is more than one.
    static func totals(of reports: [ConformanceReport]) -> String {
        var rows = [["kit", "requests", "assertions", "failed", "warnings", "verdict"]]
        let isNamed = Set(reports.map(\.standard)).count > 1
        for report in reports {
            rows.append([
                isNamed ? "\(report.kit) \(report.standard.rawValue)" : report.kit, String(report.requests),
                String(report.assertions.total), String(report.assertions.failed), String(report.warnings),
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
