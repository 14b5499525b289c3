/// Options for a run by the sound standard, which determine its effects and its limits.
public struct ConformanceOptions: Sendable, Hashable {
    /// The effect of a run on the server.
    @nonexhaustive
    public enum Mode: Sendable, Hashable, CaseIterable {
        /// The run creates, changes and removes its own resources, and reads all others.
        case full
        /// The run sends only GET requests, and checks existing resources.
        case readOnly
    }

    /// The effect of the run on the server.
    public var mode: Mode
    /// The maximum number of rows to request per page of a list; short lists are read in shorter pages.
    public var pageSize: Int { didSet { pageSize = max(pageSize, 1) } }
    /// The maximum number of rows to read of a list.
    public var rowLimit: Int { didSet { rowLimit = max(rowLimit, 1) } }
    /// The maximum number of requests to send, not counting those that remove created resources.
    public var requestLimit: Int { didSet { requestLimit = max(requestLimit, 0) } }
    /// The maximum total time of all responses; afterwards, the run only removes the resources it created.
    public var timeLimit: Duration { didSet { timeLimit = max(timeLimit, .zero) } }
    /// The maximum total size of all bodies in bytes; afterwards, the run only removes the resources it created.
    public var byteLimit: Int { didSet { byteLimit = max(byteLimit, 0) } }
    /// The maximum number of bytes of a body to read; a longer body is not read at all.
    public var bodyLimit: Int { didSet { bodyLimit = max(bodyLimit, 0) } }
    /// The maximum number of failures to report for one rule and one response.
    ///
    /// A read-only run reports all problems with rows.
    public var failureLimit: Int { didSet { failureLimit = max(failureLimit, 1) } }
    /// A Boolean value that indicates whether the run removes the resources that it creates.
    public var removesWhatItCreates: Bool
    /// The start of the marker in the run's resources: letters, digits and hyphens, to which random digits are
    /// appended.
    public var marker: String?
    /// The number that determines the digits of the marker, or `nil` for random digits.
    package var markerNumber: UInt64?

    /// Creates options; numbers that are too small are raised to the smallest useful value, here and in later
    /// assignments.
    ///
    /// - Parameters:
    ///   - mode: The effect of the run on the server.
    ///   - pageSize: The maximum number of rows to request per page of a list.
    ///   - rowLimit: The maximum number of rows to read of a list.
    ///   - requestLimit: The maximum number of requests to send.
    ///   - timeLimit: The maximum total time of all responses.
    ///   - byteLimit: The maximum total size of all bodies in bytes.
    ///   - bodyLimit: The maximum number of bytes of a body to read.
    ///   - failureLimit: The maximum number of failures to report for one rule and one response.
    ///   - removesWhatItCreates: Whether the run removes the resources that it creates.
    ///   - marker: The start of the marker in the run's resources.
    public init(
        mode: Mode = .full, pageSize: Int = 100, rowLimit: Int = 10_000, requestLimit: Int = 2_000,
        timeLimit: Duration = .seconds(3_600), byteLimit: Int = 4 << 30, bodyLimit: Int = 8 << 20,
        failureLimit: Int = 20, removesWhatItCreates: Bool = true, marker: String? = nil
    ) {
        self.mode = mode
        self.pageSize = max(pageSize, 1)
        self.rowLimit = max(rowLimit, 1)
        self.requestLimit = max(requestLimit, 0)
        self.timeLimit = max(timeLimit, .zero)
        self.byteLimit = max(byteLimit, 0)
        self.bodyLimit = max(bodyLimit, 0)
        self.failureLimit = max(failureLimit, 1)
        self.removesWhatItCreates = removesWhatItCreates
        self.marker = marker
    }

    /// The limits of bodies; a body that is deeper or has more values is not read.
    var bodyLimits: BodyLimits { BodyLimits(bytes: bodyLimit) }
}
