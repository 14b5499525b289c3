import TMFModels

extension ConformanceReport {
    /// Returns the report as plain text: a line for each request, what failed beneath it, and the totals.
    ///
    /// - Returns: The text, each line ended by a line feed.
    public func text() -> String {
        var lines = ["\(kit) against \(basePath)", ""]
        for step in steps {
            lines.append(Self.line(of: step))
            if let error = step.requestError { lines += Self.failure("request error", error) }
            for assertion in step.assertions where !assertion.passed {
                lines += Self.failure(assertion.name, assertion.message ?? "")
            }
            if let error = step.scriptError { lines += Self.failure("script error", error) }
        }
        lines += [
            "",
            "Requests:   \(requests) total, \(failedRequests) failed",
            "Scripts:    \(failedScripts) failed",
            "Assertions: \(assertions.total) total, \(assertions.failed) failed",
            "Responses:  \(Self.text(of: duration)), \(Self.text(ofBytes: responseSize))",
            "Verdict:    \(verdict.rawValue)",
        ]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(of step: Step) -> String {
        let failed = step.assertions.count { !$0.passed }
        let columns = [
            step.folder, padded(step.method.rawValue, to: 5), step.url, step.status.map(String.init) ?? "---",
            text(of: step.duration), text(ofBytes: step.responseSize),
            "\(step.assertions.count - failed) passed, \(failed) failed",
        ]
        return columns.joined(separator: "  ")
    }

    private static func failure(_ name: String, _ message: String) -> [String] {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: true)
        return ["    FAILED  \(name)"] + lines.map { "            \($0)" }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private static func text(of duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return seconds == 0 ? "\(milliseconds)ms" : "\(seconds).\(milliseconds / 100)s"
    }

    private static func text(ofBytes count: Int) -> String {
        guard count >= 1_024 else { return "\(count)B" }
        let hundredths = count * 100 / 1_024
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)KB"
    }
}
