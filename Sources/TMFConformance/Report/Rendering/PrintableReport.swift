import TMFModels

/// A report made ready for print: without secrets, its bodies cut, its totals counted once.
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

    /// The number of assertions of which the report keeps the outcome only.
    var omitted: Int { steps.reduce(0) { $0 + $1.omitted.reduce(0) { $0 + $1.total } } }

    /// What the reader should know beside the assertions, and what is left out.
    var allNotes: [String] {
        guard omitted > 0 else { return notes }
        return notes + [
            "Of \(assertions.total) assertions \(omitted) are not listed one by one, as their requests have many of the same "
                + "name; all of them are counted."
        ]
    }

    /// Why the run did not pass, or `nil` if it did, in one sentence.
    var summary: String {
        var parts: [String] = []
        if !isComplete { parts.append("the run ended early") }
        if failedRequests > 0 { parts.append("\(failedRequests) of \(steps.count) requests got no answer") }
        if failedScripts > 0 {
            parts.append("\(failedScripts) \(failedScripts == 1 ? "answer" : "answers") could not be read")
        }
        if assertions.failed > 0 {
            let places = steps.count { $0.failed > 0 }
            parts.append(
                "\(assertions.failed) of \(assertions.total) assertions failed, in \(places) of "
                    + "\(steps.count) requests")
        }
        if parts.isEmpty {
            parts.append("all \(assertions.total) assertions of \(steps.count) requests passed")
            if warnings > 0 { parts = ["no assertion of \(steps.count) requests failed"] }
        }
        if warnings > 0 { parts.append("\(warnings) \(warnings == 1 ? "warning" : "warnings")") }
        let text = parts.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}

extension ConformanceStandard {
    /// What the standard is, in a few words.
    var label: String {
        switch self {
        case .ctk: "as the published kit judges"
        case .sound: "by what the kit means"
        }
    }

    /// What the standard says of a server, in a sentence.
    var explanation: String {
        switch self {
        case .ctk:
            "The assertions are those of the published kit, under their names. The kit does not compare values, and "
                + "does not notice filters that are ignored."
        case .sound: "The assertions also check what the published kit asks for and does not compare."
        }
    }
}
