public import TMFModels

/// The results of running a conformance kit.
public struct ConformanceReport: Sendable, Hashable {
    /// A number of assertions, and how many of them failed.
    public struct Tally: Sendable, Hashable {
        /// The number of all assertions.
        public internal(set) var total = 0
        /// The number of assertions that failed.
        public internal(set) var failed = 0
        /// The number of assertions that passed.
        public var passed: Int { total - failed }

        init() {}
    }

    /// The overall outcome of a run.
    public enum Verdict: String, Sendable, Hashable {
        /// The run completed, and no assertion, script or request failed.
        case passed
        /// An assertion, script or request failed.
        case failed
    }

    /// The name of the kit.
    public let kit: String

    /// The rules that the server was checked against.
    public let standard: ConformanceStandard

    /// The start of the requests' URLs: a path, or a URL with scheme and host.
    public let basePath: String

    /// The results of the requests, in the order in which they were sent.
    public let steps: [Step]

    /// A Boolean value that indicates whether the run completed.
    public let isComplete: Bool

    /// Notes for the reader in addition to the assertions, such as about resources that could not be removed.
    public let notes: [String]

    /// The time at which the run started, or `nil` if the caller did not set it; the kit itself reads no calendar
    /// clock.
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

    /// The number of all assertions and of failed assertions; violations with the severity of a warning do not count as
    /// failed.
    public var assertions: Tally {
        steps.reduce(into: Tally()) { tally, step in
            tally.total += step.tally.total
            tally.failed += step.tally.failed
        }
    }

    /// The number of assertions that violated a rule with the severity of a warning.
    public var warnings: Int { steps.reduce(0) { $0 + $1.warnings } }

    /// The total time of the responses.
    public var duration: Duration { steps.reduce(.zero) { $0 + $1.duration } }

    /// The total number of bytes of the response bodies.
    public var responseSize: Int { steps.reduce(0) { $0 + $1.responseSize } }

    /// The overall outcome.
    public var verdict: Verdict {
        isComplete && assertions.failed == 0 && failedScripts == 0 && failedRequests == 0 ? .passed : .failed
    }
}
