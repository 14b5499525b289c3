public import TMFConformance
public import TMFModels
public import Testing

/// Runs a conformance kit against a target and records an issue for everything that fails.
///
/// ```swift
/// @Test func certification() async {
///     await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
/// }
/// ```
///
/// - Parameters:
///   - target: What answers the requests of the kit.
///   - kit: The kit.
///   - basePath: The path of the API with a slash at its end, or `nil` for the one of the API definition.
///   - sourceLocation: Where the issues are shown.
/// - Returns: The report of the run.
@discardableResult
public func expectConformance(
    of target: (APIRequest) async throws -> APIResponse,
    to kit: ConformanceKit,
    basePath: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) async -> ConformanceReport {
    let report = await kit.run(against: target, basePath: basePath)
    for step in report.steps {
        let request = "\(step.method) \(step.url)"
        if let error = step.requestError {
            Issue.record("\(request): no response: \(error)", sourceLocation: sourceLocation)
        }
        if let error = step.scriptError {
            Issue.record("\(request): the kit's script fails: \(error)", sourceLocation: sourceLocation)
        }
        for assertion in step.assertions where !assertion.passed {
            let reason = assertion.message.map { ": \($0)" } ?? ""
            Issue.record("\(request): \(assertion.name)\(reason)", sourceLocation: sourceLocation)
        }
    }
    return report
}
