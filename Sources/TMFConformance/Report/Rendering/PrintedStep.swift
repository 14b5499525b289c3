import TMFExchange

/// A request of a report for a terminal, with single-line texts that contain neither secrets nor control characters.
package struct PrintedStep: Sendable, Hashable {
    /// All assertions with the same name.
    package struct Row: Sendable, Hashable {
        /// The name.
        package var name: String
        /// The number of assertions that passed.
        package var passed: Int
        /// The number of assertions that failed.
        package var failed: Int
        /// The number of assertions that violated a rule with the severity of a warning.
        package var warned: Int
    }

    /// The folder of the request.
    package var folder: String
    /// The method and the URL.
    package var title: String
    /// The assertions grouped by name, in the order of their first appearance.
    package var rows: [Row]
    /// The error in place of a response, or `nil` if there was none.
    package var requestError: String?

    /// Creates the printed form of a step whose report is not complete yet.
    ///
    /// - Parameter step: The step.
    package init(_ step: ConformanceReport.Step) {
        let report = ConformanceReport(kit: "", standard: .ctk, basePath: "", steps: [step])
        self = report.printedSteps.first ?? PrintedStep(folder: "", title: "", rows: [])
    }

    init(_ step: ConformanceReport.Step, _ redaction: SecretRedaction) {
        func line(_ text: String, isURL: Bool = false) -> String {
            PrintedText.visible(redaction.redacted(text, isURL: isURL))
        }
        folder = line(step.folder)
        title = line(step.method.rawValue) + " " + line(step.url, isURL: true)
        rows = step.summaries.map {
            Row(name: line($0.name), passed: $0.passed, failed: $0.failed, warned: $0.warned)
        }
        requestError = step.requestError.map { line($0) }
    }

    private init(folder: String, title: String, rows: [Row]) {
        self.folder = folder
        self.title = title
        self.rows = rows
    }
}

extension ConformanceReport {
    /// The requests in printed form.
    package var printedSteps: [PrintedStep] {
        let redaction = SecretRedaction(of: self, options: ConformanceReportOptions())
        return steps.map { PrintedStep($0, redaction) }
    }
}
