public import TMFExchange
import TMFJSON

extension ConformanceKit {
    /// Checks a server by sending requests one after the other and evaluating assertions about the responses.
    ///
    /// By the kit standard, the requests and the assertions are those of the published kit. In read-only mode, the run
    /// sends only those GET requests that need no resource of the run, and its report is incomplete. By the sound
    /// standard, the run sends at most ``ConformanceOptions/requestLimit`` requests, and a few more for each resource
    /// that it removes. It never changes or removes resources that it did not create; see ``ConformanceSession``.
    /// Checks that were added to the kit run after it. Errors that the target throws and malformed responses do not end
    /// the run; the report contains them.
    ///
    /// - Parameters:
    ///   - target: The handler of the requests, whose targets contain the path and the query.
    ///   - basePath: The start of the requests' URLs, instead of ``defaultBasePath``: a path, or a URL with scheme and
    ///     host, which the report then shows. A slash is appended if it is missing.
    ///   - standard: The rules that the server is checked against.
    ///   - options: The options of the run. By the kit standard, they apply only to added checks, except for
    ///     ``ConformanceOptions/mode`` and ``ConformanceOptions/bodyLimit``.
    ///   - limits: The limits on the details that the report keeps.
    ///   - prepare: A closure that changes every request before it is sent, for example its header fields.
    ///   - clock: The clock that measures response times.
    ///   - onStep: A closure that receives the result of every request as soon as it is known.
    /// - Returns: The report. If the task is cancelled, it covers the requests so far and those that clean up.
    public func run(
        against target: @escaping APIHandler, basePath: String? = nil,
        by standard: ConformanceStandard = .ctk, options: ConformanceOptions = ConformanceOptions(),
        keeping limits: ConformanceReport.Limits = ConformanceReport.Limits(),
        prepare: @escaping @Sendable (APIRequest) -> APIRequest = { $0 },
        clock: some Clock<Duration> = ContinuousClock(),
        onStep: @escaping (ConformanceReport.Step) async -> Void = { _ in }
    ) async -> ConformanceReport {
        let base = BaseURL(basePath ?? defaultBasePath)
        let exchange = Exchange(target, prepare: prepare, clock: clock, limits: limits)
        let known = SoundResource(resource, script: script, isPublished: isPublished, body: firstBody)
        var run = SoundRun(
            world: SoundWorld(known, base: base, options: options, exchange: exchange, onStep: onStep))
        var kitSteps: [ConformanceReport.Step] = []
        var isComplete = true
        switch standard {
        case .ctk:
            kitSteps = await runSteps(at: base, through: exchange, options: options, onStep: onStep)
            isComplete = kitSteps.count == steps.count
            if options.mode == .readOnly {
                run.world.session.note(
                    "\(steps.count - kitSteps.count) of the \(steps.count) requests of the kit were not sent, "
                        + "as the run only reads.")
            }
        case .sound: await run.run()
        }
        for check in checks where !Task.isCancelled {
            await run.world.session.begin(check.name)
            await check.run(in: &run.world.session)
        }
        await run.world.session.cleanUp()
        await run.world.session.closeStep()
        return ConformanceReport(
            kit: name, standard: standard, basePath: base.text, steps: kitSteps + run.world.session.steps,
            isComplete: isComplete && !(Task.isCancelled && (standard == .sound || !checks.isEmpty))
                && run.world.session.isComplete,
            notes: run.world.session.notes)
    }

    /// Sends the requests of the kit, and evaluates its assertions.
    private func runSteps(
        at base: BaseURL, through exchange: Exchange, options: ConformanceOptions,
        onStep: (ConformanceReport.Step) async -> Void
    ) async -> [ConformanceReport.Step] {
        var variables = ScriptVariables()
        variables[script.baseVariable] = ScriptValue(.string(base.text))
        var results: [ConformanceReport.Step] = []
        for step in steps {
            if Task.isCancelled { break }
            let url = variables.resolve(step.url)
            // Requests that concern a resource that was not created have no address either.
            if options.mode == .readOnly, step.method != .get || url.contains("{{") { continue }
            let request = APIRequest(
                step.method, base.target(of: url), headers: [.contentType: MediaType.json.text],
                body: Array((step.body ?? "").utf8))
            var result = exchange.step(
                folder: step.folder, name: step.name, url: url, description: step.description, request: request)
            if let response = await exchange.carryOut(&result) {
                var interpreter = ScriptInterpreter(
                    resource: script, response: response, variables: variables, keeping: exchange.limits,
                    limits: ScriptLimits(bodyLimit: options.bodyLimit))
                result.scriptError = interpreter.run(step.script)
                result.log = interpreter.log
                variables = interpreter.variables
            }
            results.append(result)
            await onStep(result)
        }
        return results
    }
}
