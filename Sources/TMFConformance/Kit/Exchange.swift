import TMFModels

/// What answers requests, and how long it takes.
struct Exchange: Sendable {
    private let target: @Sendable (APIRequest) async throws -> APIResponse
    /// Changes a request before it is sent.
    let prepare: @Sendable (APIRequest) -> APIRequest
    /// Starts a watch, and returns what reads it.
    private let startWatch: @Sendable () -> @Sendable () -> Duration
    /// Waits, unless the task is cancelled.
    let pause: @Sendable (Duration) async -> Void
    /// How much of the responses the report keeps.
    let limits: ConformanceReport.Limits

    init(
        _ target: @escaping @Sendable (APIRequest) async throws -> APIResponse,
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

    /// Sends the request of a step, and adds what comes of it.
    ///
    /// - Returns: The whole response, of which the step may keep a part only.
    func carryOut(_ step: inout ConformanceReport.Step) async -> APIResponse? {
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
