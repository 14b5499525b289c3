/// What came of a run of a conformance kit.
public struct ConformanceReport: Sendable, Hashable {
    /// The name of the kit.
    public let kit: String

    /// The path that the requests started with.
    public let basePath: String

    /// The outcomes of the requests in the order they were sent.
    public let steps: [Step]

    init(kit: String, basePath: String, steps: [Step]) {
        self.kit = kit
        self.basePath = basePath
        self.steps = steps
    }

    /// The number of requests.
    public var requests: Int { steps.count }

    /// The number of requests that got no response.
    public var failedRequests: Int { steps.count { $0.requestError != nil } }

    /// The number of responses whose script threw an error, which hides assertions from the totals.
    public var failedScripts: Int { steps.count { $0.scriptError != nil } }

    /// The number of assertions, and of those that failed.
    public var assertions: Tally {
        steps.reduce(into: Tally()) { tally, step in
            tally.total += step.assertions.count
            tally.failed += step.assertions.count { !$0.passed }
        }
    }

    /// How long the responses took together.
    public var duration: Duration { steps.reduce(.zero) { $0 + $1.duration } }

    /// The number of bytes of all responses' bodies.
    public var responseSize: Int { steps.reduce(0) { $0 + $1.responseSize } }

    /// The outcome as a whole.
    public var verdict: Verdict {
        assertions.failed == 0 && failedScripts == 0 && failedRequests == 0 ? .passed : .failed
    }
}
