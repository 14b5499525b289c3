/// The last commits of a store, within a limit of memory, and the readers that wait for the next commit.
struct CommitHistory: Sendable {
    /// The result of reading the feed after the last commit that the reader knows.
    enum Step: Sendable {
        case commits([StoreCommit])
        case nothingYet
        /// The commit is no longer in memory.
        case older
    }

    /// The commits; those at the front that are no longer kept are `nil`.
    private var commits: [StoreCommit?] = []
    private var forgotten = 0
    /// The number of bytes that the commits take up.
    private(set) var bytes = 0
    private var sequence: UInt64
    private let limit: Int
    private let byteLimit: Int
    private var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]

    /// Creates a history.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit.
    ///   - limit: The maximum number of commits in memory.
    ///   - byteLimit: The maximum number of bytes that the commits take up. The last commit is always kept.
    init(after sequence: UInt64 = 0, limit: Int, byteLimit: Int) {
        self.sequence = sequence
        (self.limit, self.byteLimit) = (max(limit, 0), max(byteLimit, 0))
    }

    /// The number of commits in memory.
    var count: Int { commits.count - forgotten }

    /// The number of the commit before the oldest one in memory, and the number of the last commit.
    var range: ClosedRange<UInt64> { sequence - UInt64(count)...sequence }

    mutating func append(_ commit: StoreCommit) {
        sequence = commit.sequence
        commits.append(commit)
        bytes += commit.memorySize
        while count > limit || bytes > byteLimit && count > 1 {
            bytes -= commits[forgotten]?.memorySize ?? 0
            commits[forgotten] = nil
            forgotten += 1
        }
        // Trimming in batches keeps the work for each commit constant.
        if forgotten > commits.count / 8 + 16 {
            commits.removeFirst(forgotten)
            forgotten = 0
        }
    }

    /// Returns the commits after a sequence number.
    ///
    /// - Parameters:
    ///   - known: The sequence number.
    ///   - count: The maximum number of commits to return.
    /// - Returns: The next commits, or the reason for their absence.
    func step(after known: UInt64, atMost count: Int) -> Step {
        guard known < sequence else { return .nothingYet }
        let distance = sequence - known
        guard distance <= UInt64(self.count) else { return .older }
        return .commits(commits.suffix(Int(distance)).prefix(count).compactMap(\.self))
    }

    // MARK: - Waiting

    mutating func wait(_ reader: CheckedContinuation<Void, Never>, as number: UInt64) { waiting[number] = reader }

    /// Removes a waiting reader and returns it, so that it can be resumed.
    mutating func stopWaiting(_ number: UInt64) -> CheckedContinuation<Void, Never>? {
        waiting.removeValue(forKey: number)
    }

    /// Removes all waiting readers and returns them, so that they can be resumed.
    mutating func stopWaiting() -> [CheckedContinuation<Void, Never>] {
        guard !waiting.isEmpty else { return [] }
        defer { waiting.removeAll() }
        return Array(waiting.values)
    }
}
