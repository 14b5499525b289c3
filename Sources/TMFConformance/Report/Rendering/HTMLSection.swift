import TMFModels

/// Writes the section of a page for one report.
struct HTMLSection {
    let report: PrintableReport
    /// The number of the report on the page, from 1.
    let number: Int
    private let folders: [String]

    /// The number of problems of a request that are not folded.
    private static let shownProblems = 8

    init(_ report: PrintableReport, number: Int) {
        self.report = report
        self.number = number
        folders = report.folders
    }

    var lines: [String] {
        let outcome: PrintableStep.Outcome = report.verdict == .passed ? .passed : .failed
        let word = outcome == .passed ? "✓ Passed" : "✗ Failed"
        var lines = [
            "<section class=\"report\" id=\"r\(number)\">",
            "<div class=\"verdict \(outcome.rawValue)\"><h2>\(HTMLReport.text(report.kit))</h2>",
            "<p class=\"word\">\(word)</p><p>\(HTMLReport.text(report.summary))</p></div>",
        ]
        if !report.isComplete {
            lines.append(
                "<p class=\"notice\"><strong>Incomplete:</strong> the run ended before its last request. "
                    + "Requests that are not listed were not sent.</p>")
        }
        lines += figures + facts + report.allNotes.map { "<p class=\"notice\">Note: \(HTMLReport.text($0))</p>" }
        lines += problems(.failed, heading: "Failures") + problems(.warned, heading: "Warnings")
        lines += ["<div class=\"requests\">", "<h3>Requests</h3>"] + filters + table
        lines.append("<h3>Request by request</h3>")
        for step in report.steps { lines += HTMLStep(step, id: id(of: step), classes: classes(of: step)).lines }
        return lines + ["</div>", "</section>"]
    }

    private func id(of step: PrintableStep) -> String { "r\(number)-\(step.number)" }

    private func classes(of step: PrintableStep) -> String {
        let folder = folders.firstIndex(of: step.folder) ?? 0
        return "step f\(folder) \(step.outcome.rawValue)"
    }

    // MARK: Totals

    private var figures: [String] {
        let tally = report.assertions
        let answered = report.steps.count - report.failedRequests
        let cards: [(name: String, value: String, rest: String, outcome: PrintableStep.Outcome?)] = [
            (
                "Requests", "\(report.steps.count)",
                report.failedRequests == 0 ? "all answered" : "\(answered) answered, \(report.failedRequests) not",
                report.failedRequests == 0 ? nil : .failed
            ),
            ("Assertions", "\(tally.total)", "\(tally.passed - report.warnings) passed", nil),
            (
                "Failed", "\(tally.failed)", tally.failed == 0 ? "no assertion" : "of \(tally.total) assertions",
                tally.failed == 0 ? .passed : .failed
            ),
            (
                "Warnings", "\(report.warnings)", report.warnings == 0 ? "none" : "do not count as failed",
                report.warnings == 0 ? nil : .warned
            ),
            (
                "Time", PrintedText.duration(report.duration),
                "\(PrintedText.size(report.responseSize)) received", nil
            ),
        ]
        return ["<ul class=\"figures\">"]
            + cards.map { card in
                let kind = card.outcome.map { " class=\"\($0.rawValue)\"" } ?? ""
                return
                    "<li\(kind)><span>\(card.name)</span> <strong>\(card.value)</strong> <span>\(card.rest)</span></li>"
            } + ["</ul>"]
    }

    private var facts: [String] {
        let label = report.standard.label
        let judged = label.prefix(1).uppercased() + label.dropFirst()
        var facts = [
            ("Server", HTMLReport.code(report.basePath)),
            ("Checked", "\(judged). \(report.standard.explanation)"),
        ]
        if let start = report.startedAt { facts.append(("Started", HTMLReport.text(start.text))) }
        if report.failedScripts > 0 {
            facts.append(("Unreadable", "\(report.failedScripts) responses, whose remaining assertions were skipped"))
        }
        return ["<dl class=\"facts\">"] + facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" } + ["</dl>"]
    }

    // MARK: Failures

    private func problems(_ outcome: PrintableStep.Outcome, heading: String) -> [String] {
        var lines: [String] = []
        for step in report.steps {
            var items: [String] = []
            if outcome == .failed {
                if let error = step.requestError { items.append(item("The request got no response", [("", error)])) }
                if let error = step.scriptError { items.append(item("The response could not be read", [("", error)])) }
            }
            items += step.counted(outcome).map { assertion, count in
                item(assertion.name, assertion.details, count: count, rule: assertion.rule)
            }
            items += step.omitted.filter { (outcome == .failed ? $0.failed : $0.warned) > 0 }
                .map { item($0.name, [("", PrintableStep.note(on: $0))]) }
            guard !items.isEmpty else { continue }
            let status = step.status.map { "status \($0)" } ?? "no response"
            lines.append(
                "<li class=\"problem \(outcome.rawValue)\"><h4><a href=\"#\(id(of: step))\">\(step.number). "
                    + "\(HTMLReport.text(step.heading))</a> "
                    + "<span class=\"quiet\">\(HTMLReport.text(step.folder)) · \(status)</span></h4><ul>")
            lines += items.prefix(Self.shownProblems) + ["</ul>"]
            let rest = items.dropFirst(Self.shownProblems)
            if !rest.isEmpty {
                lines += ["<details><summary>\(rest.count) more</summary><ul>"] + rest + ["</ul></details>"]
            }
            lines.append("</li>")
        }
        guard !lines.isEmpty else { return [] }
        return ["<h3>\(heading)</h3>", "<ol class=\"problems\">"] + lines + ["</ol>"]
    }

    private func item(
        _ name: String, _ details: [(name: String, text: String)], count: Int = 1, rule: ConformanceRule? = nil
    ) -> String {
        let times = count > 1 ? " <span class=\"quiet\">\(count) times</span>" : ""
        let id = rule.map { " <code class=\"rule\">\(HTMLReport.text($0.id))</code>" } ?? ""
        let message = details.filter(\.name.isEmpty).map { "<p>\(HTMLReport.code($0.text))</p>" }.joined()
        var rows = details.filter { !$0.name.isEmpty }
            .map { "<div><dt>\($0.name)</dt><dd>\(HTMLReport.code($0.text))</dd></div>" }
        if let rule { rows.append("<div><dt>clause</dt><dd>\(HTMLReport.text(rule.clause))</dd></div>") }
        let list = rows.isEmpty ? "" : "<dl>\(rows.joined())</dl>"
        return "<li><strong>\(HTMLReport.text(name))</strong>\(times)\(id)\(message)\(list)</li>"
    }

    // MARK: Requests

    private var filters: [String] {
        var folderChoices = [choice("all", in: "folder", named: "only-all", isChosen: true)]
        folderChoices += folders.enumerated().map { index, folder in
            choice(
                "\(folder) (\(report.steps.count { $0.folder == folder }))", in: "folder", named: "only-f\(index)")
        }
        var outcomeChoices = [choice("all", in: "outcome", named: "only-all", isChosen: true)]
        for (outcome, word) in [
            (PrintableStep.Outcome.failed, "failed"), (.warned, "with warnings"), (.passed, "passed"),
            (.unchecked, "unchecked"),
        ] {
            let count = report.steps.count { $0.outcome == outcome }
            if count > 0 {
                outcomeChoices.append(choice("\(word) (\(count))", in: "outcome", named: "only-\(outcome.rawValue)"))
            }
        }
        return [
            "<div class=\"filters\">",
            "<fieldset><legend>Folder</legend>\(folderChoices.joined())</fieldset>",
            "<fieldset><legend>Verdict</legend>\(outcomeChoices.joined())</fieldset>", "</div>",
        ]
    }

    private func choice(_ label: String, in group: String, named name: String, isChosen: Bool = false) -> String {
        "<label><input type=\"radio\" name=\"r\(number)-\(group)\" class=\"\(name)\"\(isChosen ? " checked" : "")>"
            + "<span>\(HTMLReport.text(label))</span></label>"
    }

    private var table: [String] {
        var lines = [
            "<table class=\"list\"><thead><tr><th scope=\"col\" class=\"n\">No.</th><th scope=\"col\">Folder</th>"
                + "<th scope=\"col\">Request</th><th scope=\"col\">URL</th><th scope=\"col\" class=\"n\">Status</th>"
                + "<th scope=\"col\" class=\"n\">Time</th><th scope=\"col\" class=\"n\">Size</th>"
                + "<th scope=\"col\" class=\"n\">Passed</th><th scope=\"col\" class=\"n\">Failed</th>"
                + "<th scope=\"col\">Verdict</th></tr></thead><tbody>"
        ]
        for step in report.steps {
            let request =
                "<a href=\"#\(id(of: step))\">\(HTMLReport.text(step.heading))</a>"
            lines.append(
                "<tr class=\"\(classes(of: step))\">" + HTMLReport.figure("No.", "\(step.number)")
                    + "<td data-name=\"Folder\">\(HTMLReport.text(step.folder))</td>"
                    + "<td class=\"wide\">\(request)</td><td class=\"wide\">\(HTMLReport.code(step.url))</td>"
                    + HTMLReport.figure("Status", step.status.map(String.init) ?? "none")
                    + HTMLReport.figure("Time", PrintedText.duration(step.duration))
                    + HTMLReport.figure("Size", PrintedText.size(step.responseSize))
                    + HTMLReport.figure("Passed", "\(step.passed)") + HTMLReport.figure("Failed", "\(step.failed)")
                    + "<td>\(HTMLReport.chip(step.outcome))</td></tr>")
        }
        return lines + ["</tbody></table>"]
    }
}
