import TMFExchange

/// What answers requests, and how long it takes.
struct Exchange: Sendable {
    private let target: APIHandler
    /// Changes a request before it is sent.
    private let prepare: @Sendable (APIRequest) -> APIRequest
    /// Starts a watch, and returns what reads it.
    private let startWatch: @Sendable () -> @Sendable () -> Duration
    /// Waits, unless the task is cancelled.
    let pause: @Sendable (Duration) async -> Void
    /// How much of the responses the report keeps.
    let limits: ConformanceReport.Limits

    init(
        _ target: @escaping APIHandler,
        prepare: @escaping @Sendable (APIRequest) -> APIRequest, clock: some Clock<Duration>,
        limits: ConformanceReport.Limits
    ) {
        self.target = target
        self.limits = limits
        self.prepare = prepare
        startWatch = { Self.watch(clock, since: clock.now) }
        pause = { try? await clock.sleep(for: $0) }
    }

    private static func watch<C: Clock<Duration>>(_ clock: C, since start: C.Instant) -> @Sendable () -> Duration {
        { start.duration(to: clock.now) }
    }

    /// The number of bytes of a URL that is sent at most: a server may give identifiers of any length.
    private static let urlLimit = 64 << 10

    /// Returns the step of a request that is not sent yet; one whose URL is too long never is.
    func step(
        folder: String, name: String, url: String, description: String = "", request: APIRequest
    ) -> ConformanceReport.Step {
        func shortened(_ text: String) -> String { PrintedText.shortened(text, beyond: Self.urlLimit, to: 1_024) }
        var request = prepare(request)
        let length = request.target.utf8.count
        if length > Self.urlLimit { request.target = shortened(request.target) }
        var step = ConformanceReport.Step(
            folder: folder, name: shortened(name), url: shortened(url), description: description, request: request,
            limits: limits)
        if length > Self.urlLimit {
            step.requestError = "not sent: the URL is \(length) bytes long, more than \(Self.urlLimit)"
        }
        return step
    }

    /// Sends the request of a step, and adds what comes of it.
    ///
    /// - Returns: The whole response, of which the step may keep a part only.
    func carryOut(_ step: inout ConformanceReport.Step) async -> APIResponse? {
        guard step.requestError == nil else { return nil }
        let read = startWatch()
        defer { step.duration = read() }
        do {
            let response = try await target(step.request)
            step.receive(response)
            return response
        } catch {
            step.requestError = String(describing: error)
            return nil
        }
    }
}
