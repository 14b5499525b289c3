/// The limits of a run by the sound standard: what it may do, and how much of it.
public struct ConformanceOptions: Sendable, Hashable {
    /// What a run does to the server.
    @nonexhaustive
    public enum Mode: Sendable, Hashable, CaseIterable {
        /// It creates resources of its own, changes and removes them, and reads everything else.
        case full
        /// It sends GET only, and judges what there is.
        case readOnly
    }

    /// What the run does to the server.
    public var mode: Mode
    /// The number of rows that a page of a list is asked to hold at most; short lists are read in shorter pages.
    public var pageSize: Int { didSet { pageSize = max(pageSize, 1) } }
    /// The number of rows that are read of a list at most.
    public var rowLimit: Int { didSet { rowLimit = max(rowLimit, 1) } }
    /// The number of requests that are sent at most, those that remove what was created not counted.
    public var requestLimit: Int { didSet { requestLimit = max(requestLimit, 0) } }
    /// How long all responses may take together, after which no request is sent but those that remove what was created.
    public var timeLimit: Duration { didSet { timeLimit = max(timeLimit, .zero) } }
    /// The number of bytes of all bodies after which no request is sent but those that remove what was created.
    public var byteLimit: Int { didSet { byteLimit = max(byteLimit, 0) } }
    /// The number of bytes of a body that are looked at; a longer one is not read at all.
    public var bodyLimit: Int { didSet { bodyLimit = max(bodyLimit, 0) } }
    /// The number of failures that one rule is reported with for one response.
    ///
    /// A run that only reads reports everything that is wrong with rows.
    public var failureLimit: Int { didSet { failureLimit = max(failureLimit, 1) } }
    /// Whether the run removes what it creates.
    public var removesWhatItCreates: Bool
    /// What the marker of the resources begins with: letters, digits and hyphens, which random digits follow.
    public var marker: String?
    /// What the digits of the marker are made of, random if `nil`.
    package var markerNumber: UInt64?

    /// Creates options; numbers that are too small are brought to the least that makes sense, here and later.
    ///
    /// - Parameters:
    ///   - mode: What the run does to the server.
    ///   - pageSize: The number of rows that a page of a list is asked to hold at most.
    ///   - rowLimit: The number of rows that are read of a list at most.
    ///   - requestLimit: The number of requests that are sent at most.
    ///   - timeLimit: How long all responses may take together.
    ///   - byteLimit: The number of bytes of all bodies that are received.
    ///   - bodyLimit: The number of bytes of a body that are looked at.
    ///   - failureLimit: The number of failures that one rule is reported with for one response.
    ///   - removesWhatItCreates: Whether the run removes what it creates.
    ///   - marker: What the marker of the resources begins with.
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

    /// The limits of bodies: what lies deeper or holds more values is not read.
    var bodyLimits: BodyLimits { BodyLimits(bytes: bodyLimit) }
}
