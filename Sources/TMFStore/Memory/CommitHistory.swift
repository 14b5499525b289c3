/// The last commits of a store, as many as some number of bytes allows, and those who wait for the next.
struct CommitHistory: Sendable {
    /// The result of reading the feed after the last commit that the reader knows.
    enum Step: Sendable {
        case commits([StoreCommit])
        case nothingYet
        /// A commit that is no longer in memory.
        case older
        /// A commit that lies further back than the feed reaches.
        case expired
    }

    /// The commits, in front of which some are `nil` that are forgotten.
    private var commits: [StoreCommit?] = []
    private var forgotten = 0
    /// The memory that the commits take.
    private(set) var bytes = 0
    private var sequence: UInt64
    private let limit: Int
    private let byteLimit: Int
    private var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]

    /// Starts a history.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit.
    ///   - limit: The number of commits that the feed reaches back.
    ///   - byteLimit: The memory that the commits may take; the last one is kept even if it takes more.
    init(after sequence: UInt64 = 0, limit: Int, byteLimit: Int) {
        self.sequence = sequence
        (self.limit, self.byteLimit) = (max(limit, 0), max(byteLimit, 0))
    }

    /// The number of commits in memory.
    var count: Int { commits.count - forgotten }

    mutating func append(_ commit: StoreCommit) {
        sequence = commit.sequence
        commits.append(commit)
        bytes += commit.memorySize
        while count > limit || bytes > byteLimit && count > 1 {
            bytes -= commits[forgotten]?.memorySize ?? 0
            commits[forgotten] = nil
            forgotten += 1
        }
        // Trimming a batch at a time keeps a commit's share of the work constant.
        if forgotten > commits.count / 8 + 16 {
            commits.removeFirst(forgotten)
            forgotten = 0
        }
    }

    /// Returns what comes after a commit.
    ///
    /// - Parameters:
    ///   - known: The number of the commit.
    ///   - count: The number of commits to return at most.
    /// - Returns: The next commits, or the reason for their absence.
    func step(after known: UInt64, atMost count: Int) -> Step {
        guard known < sequence else { return .nothingYet }
        let distance = sequence - known
        guard distance <= UInt64(limit) else { return .expired }
        guard distance <= UInt64(self.count) else { return .older }
        return .commits(commits.suffix(Int(distance)).prefix(count).compactMap(\.self))
    }

    // MARK: - Waiting

    mutating func wait(_ reader: CheckedContinuation<Void, Never>, as number: UInt64) { waiting[number] = reader }

    /// Returns a reader that waits, which is to be resumed.
    mutating func stopWaiting(_ number: UInt64) -> CheckedContinuation<Void, Never>? {
        waiting.removeValue(forKey: number)
    }

    /// Returns all readers that wait, which are to be resumed.
    mutating func stopWaiting() -> [CheckedContinuation<Void, Never>] {
        guard !waiting.isEmpty else { return [] }
        defer { waiting.removeAll() }
        return Array(waiting.values)
    }
}
