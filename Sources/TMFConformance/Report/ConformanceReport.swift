public import TMFModels

/// What came of a run of a conformance kit.
public struct ConformanceReport: Sendable, Hashable {
    /// A number of assertions, and of those that failed.
    public struct Tally: Sendable, Hashable {
        /// The number of all assertions.
        public internal(set) var total = 0
        /// The number of assertions that failed.
        public internal(set) var failed = 0
        /// The number of assertions that passed.
        public var passed: Int { total - failed }

        init() {}
    }

    /// The outcome of a run as a whole.
    public enum Verdict: String, Sendable, Hashable {
        /// The run came to its end, and no assertion, script or request failed.
        case passed
        /// An assertion, script or request failed.
        case failed
    }

    /// The name of the kit.
    public let kit: String

    /// By what the server was judged.
    public let standard: ConformanceStandard

    /// What the URLs of the requests began with: a path, or a URL with scheme and host.
    public let basePath: String

    /// The outcomes of the requests in the order they were sent.
    public let steps: [Step]

    /// Whether the run came to its end.
    public let isComplete: Bool

    /// What the reader should know beside the assertions, such as resources that could not be removed.
    public let notes: [String]

    /// When the run started, or `nil` if whoever ran the kit did not say; the kit reads no clock of the day.
    public var startedAt: Timestamp?

    init(
        kit: String, standard: ConformanceStandard, basePath: String, steps: [Step], isComplete: Bool = true,
        notes: [String] = [], startedAt: Timestamp? = nil
    ) {
        self.kit = kit
        self.standard = standard
        self.basePath = basePath
        self.steps = steps
        self.isComplete = isComplete
        self.notes = notes
        self.startedAt = startedAt
    }

    /// The number of requests.
    public var requests: Int { steps.count }

    /// The number of requests that got no response.
    public var failedRequests: Int { steps.count { $0.requestError != nil } }

    /// The number of responses whose script threw an error, which hides assertions from the totals.
    public var failedScripts: Int { steps.count { $0.scriptError != nil } }

    /// The number of assertions, and of those that failed; what breaks a rule that only warns has not failed.
    public var assertions: Tally {
        steps.reduce(into: Tally()) { tally, step in
            tally.total += step.tally.total
            tally.failed += step.tally.failed
        }
    }

    /// The number of assertions that broke a rule which only warns.
    public var warnings: Int { steps.reduce(0) { $0 + $1.warnings } }

    /// How long the responses took together.
    public var duration: Duration { steps.reduce(.zero) { $0 + $1.duration } }

    /// The number of bytes of all responses' bodies.
    public var responseSize: Int { steps.reduce(0) { $0 + $1.responseSize } }

    /// The outcome as a whole.
    public var verdict: Verdict {
        isComplete && assertions.failed == 0 && failedScripts == 0 && failedRequests == 0 ? .passed : .failed
    }
}
