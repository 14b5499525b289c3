import TMFModels

/// Writes reports as Markdown in the dialect of GitHub and GitLab.
///
/// Everything that comes from a server appears in code spans, where it cannot become a link, an image, a mention or
/// markup.
enum MarkdownReport {
    static func text(of reports: [PrintableReport], title: String) -> String {
        let lines = ["# \(plain(title))", ""] + reports.map { section($0) }.joined(separator: [""])
        return lines.map { $0 + "\n" }.joined()
    }

    private static func section(_ report: PrintableReport) -> [String] {
        let word = report.verdict == .passed ? "Passed" : "Failed"
        var lines = ["## \(code(report.kit)): \(report.verdict.rawValue)", "", "**\(word).** \(report.summary)", ""]
        lines.append("- Server: \(code(report.basePath))")
        lines.append("- Checked \(report.standard.label) (\(code(report.standard.rawValue)))")
        if let start = report.startedAt { lines.append("- Started: \(start.text)") }
        lines += report.allNotes.map { "- Note: \(code($0))" }
        let average =
            report.steps.isEmpty ? "" : ", \(PrintedText.duration(report.duration / report.steps.count)) on average"
        lines += [
            "", "| | Total | Failed |", "| :-- | --: | --: |",
            "| Requests | \(report.steps.count) | \(report.failedRequests) |",
            "| Scripts | \(report.steps.count - report.failedRequests) | \(report.failedScripts) |",
            "| Assertions | \(report.assertions.total) | \(report.assertions.failed) |",
            "| Warnings | \(report.warnings) | |", "",
            "Responses took \(PrintedText.duration(report.duration))\(average), and contained "
                + "\(PrintedText.size(report.responseSize)).", "",
        ]
        lines += problems(of: report, .failed, heading: "Failures")
        lines += problems(of: report, .warned, heading: "Warnings")
        return lines + table(of: report)
    }

    private static func problems(
        of report: PrintableReport, _ outcome: PrintableStep.Outcome, heading: String
    ) -> [String] {
        var lines: [String] = []
        for step in report.steps {
            var found: [String] = []
            if outcome == .failed {
                if let error = step.requestError { found.append("  - no response: \(code(error))") }
                if let error = step.scriptError { found.append("  - the response could not be read: \(code(error))") }
            }
            for (assertion, count) in step.counted(outcome) {
                let times = count > 1 ? " (\(count) times)" : ""
                let rule = assertion.rule.map { " [\(code($0.id)), \(plain($0.clause))]" } ?? ""
                found.append("  - \(code(assertion.name))\(times)\(rule)")
                found += assertion.details.map { name, text in
                    "    - \(name.isEmpty ? "" : "\(name) ")\(code(text))"
                }
            }
            for row in step.omitted where (outcome == .failed ? row.failed : row.warned) > 0 {
                found.append("  - \(code(row.name)): \(PrintableStep.note(on: row))")
            }
            guard !found.isEmpty else { continue }
            let status = step.status.map { ", status \($0)" } ?? ""
            lines.append("- No. \(step.number): \(code(step.folder)) \(code(step.title))\(status)")
            lines += found
        }
        return lines.isEmpty ? [] : ["### \(heading)", ""] + lines + [""]
    }

    private static func table(of report: PrintableReport) -> [String] {
        var lines = [
            "### Requests", "",
            "| | Folder | Request | Method | URL | Status | Assertion | Passed | Failed |",
            "| --: | :-- | :-- | :-- | :-- | --: | :-- | --: | --: |",
        ]
        for step in report.steps {
            let first = [
                "\(step.number)", cell(step.folder), cell(step.name), cell(step.method), cell(step.url),
                step.status.map(String.init) ?? "none",
            ]
            let rows = step.rows.map { [cell($0.name), "\($0.passed)", $0.failedText] }
            let blank = Array(repeating: "", count: first.count)
            for (index, row) in (rows.isEmpty ? [["(no assertions)", "0", "0"]] : rows).enumerated() {
                let cells = (index == 0 ? first : blank) + row
                lines.append("| " + cells.joined(separator: " | ") + " |")
            }
        }
        return lines
    }

    /// Returns a text in a code span, on a single line.
    private static func code(_ text: String) -> String {
        let text = PrintedText.visible(String(text.map { $0.isNewline ? " " : $0 }))
        guard !text.allSatisfy(\.isWhitespace) else { return "(empty)" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let isPadded = text.hasPrefix("`") || text.hasSuffix("`")
        return fence + (isPadded ? " \(text) " : text) + fence
    }

    /// Returns a text in a code span in a table, in which pipes end a cell even there.
    ///
    /// Readers differ in the meaning of a backslash before an escaped pipe, so such a pipe is spelled out.
    private static func cell(_ text: String) -> String {
        let pipe = text.contains("\\") ? "\\u{7C}" : "\\|"
        return code(text).map { $0 == "|" ? pipe : String($0) }.joined()
    }

    /// Returns a trusted text outside of code spans.
    private static func plain(_ text: String) -> String {
        var result = ""
        for character in PrintedText.visible(text).unicodeScalars {
            if "\\`*_{}[]<>#|~&!@".unicodeScalars.contains(character) { result += "\\" }
            result.unicodeScalars.append(character)
        }
        return result
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for next in text {
            run = next == character ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
