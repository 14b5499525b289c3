import TMFExchange

/// Writes the folded part of a page for one request.
struct HTMLStep {
    let step: PrintableStep
    let id: String
    let classes: String

    init(_ step: PrintableStep, id: String, classes: String) {
        self.step = step
        self.id = id
        self.classes = classes
    }

    var lines: [String] {
        let status = step.status.map { "status \($0)" } ?? "no response"
        var lines = [
            "<details class=\"\(classes)\" id=\"\(id)\"><summary>\(HTMLReport.chip(step.outcome)) "
                + "<strong>\(step.number). \(HTMLReport.text(step.heading))</strong> "
                + "<span class=\"quiet\">\(HTMLReport.text(step.folder)) · \(status)</span></summary>"
        ]
        lines.append("<p>\(HTMLReport.text(step.description))</p>")
        lines += assertions
        if let error = step.requestError { lines.append("<p>No response: \(HTMLReport.code(error))</p>") }
        if let error = step.scriptError {
            lines.append("<p>The response could not be read: \(HTMLReport.code(error))</p>")
        }
        lines.append("<div class=\"exchange\">")
        lines += message(
            "Request", start: "\(step.method) \(step.target)", headers: step.requestHeaders, body: step.requestBody)
        if let status = step.status {
            lines += message("Response", start: "\(status)", headers: step.responseHeaders, body: step.responseBody)
        }
        return lines + ["</div>", "</details>"]
    }

    private var assertions: [String] {
        guard !step.rows.isEmpty else { return ["<p class=\"quiet\">No assertions apply to this response.</p>"] }
        let rows = step.rows.map { row in
            "<tr\(row.failed > 0 ? " class=\"bad\"" : "")><td>\(HTMLReport.text(row.name))</td>"
                + "<td class=\"n\">\(row.passed)</td><td class=\"n\">\(row.failedText)</td></tr>"
        }
        return [
            "<table class=\"assertions\"><thead><tr><th scope=\"col\">Assertion</th>"
                + "<th scope=\"col\" class=\"n\">Passed</th><th scope=\"col\" class=\"n\">Failed</th></tr></thead><tbody>"
        ] + rows + ["</tbody></table>"]
    }

    private func message(
        _ heading: String, start: String, headers: [PrintableStep.Field], body: PrintableStep.Body?
    ) -> [String] {
        let fields = headers.map { "\($0.name): \(PrintedText.visible($0.value))" }
        var lines = [
            "<div><h4>\(heading)</h4>", "<pre>\(HTMLReport.code(([start] + fields).joined(separator: "\n")))</pre>",
        ]
        if let body {
            lines.append("<pre>\(HTMLReport.code(body.text))</pre>")
            if let note = body.note { lines.append("<p class=\"quiet\">\(HTMLReport.text(note))</p>") }
        } else {
            lines.append("<p class=\"quiet\">no body</p>")
        }
        return lines + ["</div>"]
    }
}
