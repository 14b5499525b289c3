/// The last commits of a store, and those who wait for the next.
struct CommitHistory: Sendable {
    /// What a reader of the feed finds behind the last commit that it knows.
    enum Step: Sendable {
        case commit(StoreCommit)
        case nothingYet
        case expired
    }

    private var commits: [StoreCommit] = []
    private var sequence: UInt64
    private let limit: Int
    /// More commits than memory could hold.
    static let greatestLimit = Int(Int32.max)
    private var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]

    /// Starts a history.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit.
    ///   - limit: The number of commits to keep.
    init(after sequence: UInt64 = 0, limit: Int) {
        self.sequence = sequence
        self.limit = min(max(limit, 0), Self.greatestLimit)
    }

    mutating func append(_ commit: StoreCommit) {
        sequence = commit.sequence
        commits.append(commit)
        // Trimming a batch at a time keeps a commit's share of the work constant.
        if commits.count > limit + limit / 8 + 16 { commits.removeFirst(commits.count - limit) }
    }

    /// Returns what comes behind a commit.
    func step(after known: UInt64) -> Step {
        guard known < sequence else { return .nothingYet }
        let distance = sequence - known
        guard distance <= UInt64(min(commits.count, limit)) else { return .expired }
        return .commit(commits[commits.count - Int(distance)])
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
