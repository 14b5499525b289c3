import TMFModels

/// A report prepared for printing: without secrets, with truncated bodies and computed totals.
struct PrintableReport: Sendable {
    var kit: String
    var standard: ConformanceStandard
    var verdict: ConformanceReport.Verdict
    var basePath: String
    var startedAt: Timestamp?
    var isComplete: Bool
    var notes: [String]
    var steps: [PrintableStep]
    var failedRequests: Int
    var failedScripts: Int
    var assertions: ConformanceReport.Tally
    var warnings: Int
    var duration: Duration
    var responseSize: Int

    init(_ report: ConformanceReport, options: ConformanceReportOptions) {
        let redaction = SecretRedaction(of: report, options: options)
        kit = redaction.redacted(report.kit)
        standard = report.standard
        verdict = report.verdict
        basePath = redaction.redacted(report.basePath, isURL: true)
        startedAt = report.startedAt
        isComplete = report.isComplete
        notes = report.notes.map { redaction.redacted($0) }
        steps = zip(1..., report.steps).map { number, step in
            PrintableStep(step, number: number, redaction: redaction, bodyLimit: max(options.bodyLimit, 0))
        }
        failedRequests = report.failedRequests
        failedScripts = report.failedScripts
        assertions = report.assertions
        warnings = report.warnings
        duration = report.duration
        responseSize = report.responseSize
    }

    /// The folders in the order of their first request.
    var folders: [String] {
        var seen: Set<String> = []
        return steps.map(\.folder).filter { seen.insert($0).inserted }
    }

    /// The number of assertions of which the report keeps only the outcome.
    var omitted: Int { steps.reduce(0) { $0 + $1.omitted.reduce(0) { $0 + $1.total } } }

    /// The notes of the report, and a note about omitted assertions.
    var allNotes: [String] {
        guard omitted > 0 else { return notes }
        return notes + [
            "\(omitted) of \(assertions.total) assertions are not listed individually, because their requests "
                + "have many assertions of the same name. The totals include all of them."
        ]
    }

    /// A sentence that summarizes the outcome of the run.
    var summary: String {
        var parts: [String] = []
        if !isComplete { parts.append("the run ended early") }
        if failedRequests > 0 { parts.append("\(failedRequests) of \(steps.count) requests got no response") }
        if failedScripts > 0 {
            parts.append("\(failedScripts) \(failedScripts == 1 ? "response" : "responses") could not be read")
        }
        if assertions.failed > 0 {
            let places = steps.count { $0.failed > 0 }
            parts.append(
                "\(assertions.failed) of \(assertions.total) assertions failed, in \(places) of "
                    + "\(steps.count) requests")
        }
        if parts.isEmpty {
            parts.append("all \(assertions.total) assertions of \(steps.count) requests passed")
            if warnings > 0 { parts = ["no assertions of \(steps.count) requests failed"] }
        }
        if warnings > 0 { parts.append("\(warnings) \(warnings == 1 ? "warning" : "warnings")") }
        let text = parts.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}

extension ConformanceStandard {
    /// A short description of the standard.
    var label: String {
        switch self {
        case .ctk: "against the published kit"
        case .sound: "against the intent of the kit"
        }
    }

    /// A sentence that explains the standard.
    var explanation: String {
        switch self {
        case .ctk:
            "The assertions and their names are those of the published kit, which does not compare values and does "
                + "not detect ignored filters."
        case .sound: "The assertions also check what the published kit requires but does not verify."
        }
    }
}
