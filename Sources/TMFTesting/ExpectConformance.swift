public import TMFConformance
public import TMFExchange
public import Testing

/// Runs a conformance kit against a target and records an issue for each failure.
///
/// ```swift
/// @Test func certification() async {
///     await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
/// }
/// ```
///
/// There is one issue for each failed assertion. It names the request, the broken rule and the place in the body, and
/// shows the expected and the actual value. A rule that only warns causes an issue of severity `warning`, which does
/// not fail the test. Issues never contain secrets. To get a test case for each request, use ``ConformanceRun``.
///
/// - Parameters:
///   - target: The handler that answers the requests of the kit.
///   - kit: The kit.
///   - basePath: The start of the URLs of the requests, which is a path or a URL with scheme and host, or `nil` for the
///     path in the API definition.
///   - standard: The standard that the target is checked against.
///   - options: The limits and permissions of a run by the sound standard.
///   - sourceLocation: The source location of the issues.
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
