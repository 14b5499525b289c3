import TMFJSON
public import TMFModels

extension ConformanceKit {
    /// Sends all requests, one after the other, and asserts what the kit asserts of the responses.
    ///
    /// The request target holds the path and the query. Errors that the target throws do not end the run: they are in
    /// the report, as is everything else.
    ///
    /// - Parameters:
    ///   - target: Answers a request.
    ///   - basePath: The path that the requests start with, instead of ``defaultBasePath``; a slash is added to its end
    ///     if there is none.
    ///   - clock: Measures how long a response takes.
    ///   - onStep: Called with the outcome of every request as soon as it is known.
    /// - Returns: The report.
    public func run(
        against target: (APIRequest) async throws -> APIResponse, basePath: String? = nil,
        clock: some Clock<Duration> = ContinuousClock(), onStep: (ConformanceReport.Step) async -> Void = { _ in }
    ) async -> ConformanceReport {
        var base = basePath ?? defaultBasePath
        if !base.hasSuffix("/") { base += "/" }
        var variables = ScriptVariables()
        variables[resource.baseVariable] = ScriptValue(.string(base))
        var results: [ConformanceReport.Step] = []
        for step in steps {
            let url = variables.resolve(step.url)
            let request = APIRequest(
                step.method, URLEncoding.encoded(url), headers: ["Content-Type": "application/json"],
                body: Array((step.body ?? "").utf8))
            var result = ConformanceReport.Step(
                folder: step.folder, name: step.name, method: step.method, url: url, description: step.description)
            let start = clock.now
            do {
                let response = try await target(request)
                result.duration = start.duration(to: clock.now)
                result.status = response.status
                result.responseSize = response.body.count
                var interpreter = ScriptInterpreter(resource: resource, response: response, variables: variables)
                result.scriptError = interpreter.run(step.script)
                result.assertions = interpreter.assertions
                variables = interpreter.variables
            } catch {
                result.duration = start.duration(to: clock.now)
                result.requestError = String(describing: error)
            }
            results.append(result)
            await onStep(result)
        }
        return ConformanceReport(kit: name, basePath: base, steps: results)
    }
}
