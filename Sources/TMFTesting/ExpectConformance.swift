public import TMFConformance
public import TMFExchange
public import Testing

/// Runs a conformance kit against a target and records an issue for everything that fails.
///
/// ```swift
/// @Test func certification() async {
///     await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
/// }
/// ```
///
/// There is one issue for each assertion that failed. It says which request it was, which rule was broken, where in the
/// body, what was expected and what was there instead. A rule that only warns gives an issue of severity `warning`, which
/// does not fail the test. Secrets do not appear in issues. ``ConformanceRun`` makes a test case of each request.
///
/// - Parameters:
///   - target: The handler that answers the requests of the kit.
///   - kit: The kit.
///   - basePath: The start of the URLs of the requests, a path or a URL with scheme and host, or `nil` for the path
///     of the API definition.
///   - standard: By what the target is judged.
///   - options: The limits and permissions of a run by the sound standard.
///   - sourceLocation: Where the issues are shown.
/// - Returns: The report of the run.
@discardableResult
public func expectConformance(
    of target: @escaping APIHandler,
    to kit: ConformanceKit,
    basePath: String? = nil,
    by standard: ConformanceStandard = .ctk,
    options: ConformanceOptions = ConformanceOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) async -> ConformanceReport {
    let report = await kit.run(against: target, basePath: basePath, by: standard, options: options)
    for problem in report.problems { problem.record(at: sourceLocation) }
    return report
}

extension ConformanceProblem {
    /// Records an issue.
    func record(at sourceLocation: SourceLocation) {
        let severity: Issue.Severity = severity == .error ? .error : .warning
        Issue.record(Comment(rawValue: text), severity: severity, sourceLocation: sourceLocation)
    }
}
