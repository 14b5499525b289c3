public import TMFExchange
import TMFJSON

extension ConformanceKit {
    /// Judges a server: sends requests, one after the other, and asserts what is to be asserted of the responses.
    ///
    /// By the standard of the kit these are the requests and the assertions of the published kit; of them a run that only
    /// reads sends the GET that need no resource of the run, and its report is not complete. By the sound standard the run
    /// sends ``ConformanceOptions/requestLimit`` requests at most, and a few more for each resource that it removes. It never
    /// changes or removes what it did not create; see ``ConformanceSession``. The checks that were added to the kit run
    /// after it. Errors that the target throws and answers of any form do not end the run: they are in the report.
    ///
    /// - Parameters:
    ///   - target: Answers a request, whose target holds the path and the query.
    ///   - basePath: What the URLs of the requests begin with, instead of ``defaultBasePath``: a path, or a URL with
    ///     scheme and host, which the report then shows; a slash is added to its end if there is none.
    ///   - standard: By what the server is judged.
    ///   - options: What the run may do; by the standard of the kit they count for added checks only, except
    ///     ``ConformanceOptions/mode`` and ``ConformanceOptions/bodyLimit``.
    ///   - limits: How much the report keeps in full.
    ///   - prepare: Changes every request before it is sent, for example its header fields.
    ///   - clock: Measures how long a response takes.
    ///   - onStep: Called with the outcome of every request as soon as it is known.
    /// - Returns: The report; if the task is cancelled, that of the requests so far and of those that clean up.
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

    /// Sends the requests of the kit, and asserts what the kit asserts.
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
            // What is about a resource that was not created has no address either.
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
