import TMFExchange

/// A target that answers requests, with the means to time its responses.
struct Exchange: Sendable {
    private let target: APIHandler
    /// A closure that changes a request before it is sent.
    private let prepare: @Sendable (APIRequest) -> APIRequest
    /// A closure that starts a stopwatch and returns a closure that reads it.
    private let startWatch: @Sendable () -> @Sendable () -> Duration
    /// A closure that waits, unless the task is cancelled.
    let pause: @Sendable (Duration) async -> Void
    /// The limits on the parts of responses that the report keeps.
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

    /// The maximum length in bytes of a URL to send, because a server may assign identifiers of any length.
    private static let urlLimit = 64 << 10

    /// Returns the step of an unsent request; a request whose URL is too long is never sent.
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
            step.requestError = "not sent: the URL has \(length) bytes, more than the limit of \(Self.urlLimit)"
        }
        return step
    }

    /// Sends the request of a step, and records its result.
    ///
    /// - Returns: The complete response, of which the step may keep only a part.
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
