import TMFModels

/// A problem in a report, described in one sentence without secrets, for lists of issues.
package struct ConformanceProblem: Sendable, Hashable {
    /// The position of the request among the steps of the report, or `nil` if the problem concerns the entire run.
    package var position: Int?
    /// The severity of the problem.
    package var severity: ConformanceRule.Severity
    /// The request, the assertion, the rule, the location, the expected value and the actual value.
    package var text: String
}

extension ConformanceReport {
    /// The problems in the report, in the order of the requests.
    package var problems: [ConformanceProblem] {
        let printable = PrintableReport(self, options: ConformanceReportOptions())
        var result = printable.steps.enumerated().flatMap { position, step in
            step.problems.map { severity, text in
                ConformanceProblem(position: position, severity: severity, text: "\(step.title): \(text)")
            }
        }
        if !isComplete {
            let text = "\(printable.kit): the run ended before its last request"
            result.append(ConformanceProblem(position: nil, severity: .error, text: text))
        }
        return result
    }
}

extension PrintableStep {
    fileprivate var problems: [(ConformanceRule.Severity, String)] {
        var result: [(ConformanceRule.Severity, String)] = []
        if let error = requestError { result.append((.error, "no response: \(error)")) }
        if let error = scriptError { result.append((.error, "the kit's script failed: \(error)")) }
        for assertion in assertions where !assertion.passed {
            var text = assertion.name
            if let rule = assertion.rule { text += " [\(rule.id), \(rule.clause)]" }
            let details = assertion.details.map { name, text in name.isEmpty ? text : "\(name) \(text)" }
            if !details.isEmpty { text += ": " + details.joined(separator: "; ") }
            result.append((assertion.severity, text))
        }
        for row in omitted where row.failed + row.warned > 0 {
            result.append((row.failed > 0 ? .error : .warning, "\(row.name): \(Self.note(on: row))"))
        }
        return result
    }
}
