import Dispatch
import Synchronization

/// A queue that takes commits from any number of tasks and writes those that wait together.
final class Committer: Sendable {
    private struct Request: Sendable {
        var transaction: StoreTransaction
        var answer: CheckedContinuation<StoreCommit, any Error>
    }

    private struct Waiting: Sendable {
        var requests: [Request] = []
        /// A Boolean value that indicates whether commits are being written.
        var isRunning = false
        var isClosed = false
        /// A Boolean value that indicates whether a synchronization is scheduled.
        var isDue = false
    }

    /// The maximum number of commits that are written together.
    private static let batchSize = 1_024

    private let memory: StoreMemory
    private let directory: LockedDirectory
    private let durability: Durability
    private let waiting = Mutex(Waiting())
    private let files: Mutex<StoreFileWriter>
    private let segments: JournalSegments
    /// The queue that writes commits, because tasks must not wait for a disk.
    private let queue = DispatchQueue(label: "swift-tmforum.file-store.commits")
    /// The queue that writes snapshots.
    private let maintenance = DispatchQueue(label: "swift-tmforum.file-store.maintenance")

    init(_ memory: StoreMemory, in directory: LockedDirectory, writer files: StoreFileWriter, durability: Durability) {
        (self.memory, self.directory, self.durability) = (memory, directory, durability)
        segments = files.segments
        self.files = Mutex(files)
    }

    /// Returns a reader of the commits that are no longer in memory.
    func feed() -> JournalFeed { JournalFeed(segments, directory) }

    /// The number of the commit before the oldest one in the files, or `nil` if there are no files.
    var feedStart: UInt64? { segments.start }

    /// Throws an error if the store has been closed.
    func checkIsOpen() throws(StoreError) {
        if waiting.withLock({ $0.isClosed }) { throw StoreError(.unavailable, underlyingError: Closed()) }
    }

    /// The error of using a store that has been closed.
    private struct Closed: Error, CustomStringConvertible {
        var description: String { "the store was closed" }
    }

    /// The number of the last durable commit.
    var durableSequence: UInt64 { segments.durableSequence }

    // MARK: - Commits

    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        try transaction.checkNote()
        return try await withCheckedThrowingContinuation { answer in
            let (isClosed, starts) = waiting.withLock { waiting in
                guard !waiting.isClosed else { return (true, false) }
                waiting.requests.append(Request(transaction: transaction, answer: answer))
                defer { waiting.isRunning = true }
                return (false, !waiting.isRunning)
            }
            if isClosed { answer.resume(throwing: StoreError(.unavailable, underlyingError: Closed())) }
            if starts { queue.async { self.run() } }
        }
    }

    /// Writes commits until none is waiting.
    private func run() {
        while true {
            let requests = waiting.withLock { waiting in
                let count = min(waiting.requests.count, Self.batchSize)
                let requests = Array(waiting.requests[..<count])
                waiting.requests.removeFirst(count)
                if requests.isEmpty { waiting.isRunning = false }
                return requests
            }
            guard !requests.isEmpty else { return }
            write(requests)
        }
    }

    private func write(_ requests: [Request]) {
        var outcomes: [Result<StoreCommit, StoreError>] = []
        let needsCompaction = files.withLock { files in
            outcomes = memory.stage(requests.map(\.transaction))
            let commits = outcomes.compactMap { try? $0.get() }
            guard !commits.isEmpty else { return false }
            do {
                try files.append(commits) { memory.contents }
            } catch {
                let error = StoreError(fileError: error)
                // A change that depends on a commit that could not be written must not be refused for that reason.
                outcomes = requests.map { request in
                    memory.stage([request.transaction])[0].flatMap { _ in .failure(error) }
                }
                return false
            }
            memory.make(commits)
            return files.needsCompaction
        }
        for (request, outcome) in zip(requests, outcomes) { request.answer.resume(with: outcome) }
        if needsCompaction { maintenance.async { try? self.writeSnapshot() } }
        if case .interval(let interval) = durability { scheduleSynchronization(after: interval) }
    }

    private func scheduleSynchronization(after interval: Duration) {
        let isNew = waiting.withLock { waiting in
            defer { waiting.isDue = true }
            return !waiting.isDue
        }
        guard isNew else { return }
        let (seconds, attoseconds) = min(max(interval, .zero), .seconds(1_000_000_000)).components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        queue.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { [weak self] in
            guard let self else { return }
            waiting.withLock { $0.isDue = false }
            guard (try? synchronize()) == nil, !waiting.withLock({ $0.isClosed }) else { return }
            // The journal is incomplete; the next attempt writes all resources again.
            scheduleSynchronization(after: interval)
        }
    }

    // MARK: - Files

    /// Makes all commits durable.
    func synchronize() throws(FileSystemError) {
        try files.withLock { files throws(FileSystemError) in try files.synchronize(memory.contents) }
    }

    func writeSnapshot() throws(FileSystemError) {
        let compaction = try files.withLock { files throws(FileSystemError) in
            try files.beginCompaction(memory.contents)
        }
        let length = try SnapshotWriter.write(
            compaction.contents, segment: compaction.segment, hasSegment: true, in: directory)
        files.withLock { $0.finish(compaction, length: length) }
    }

    func backUp(to directory: String) throws(FileSystemError) {
        let fileSystem = self.directory.fileSystem
        try fileSystem.createDirectory(directory)
        guard try fileSystem.names(in: directory).isEmpty else {
            throw FileSystemError("backup", at: directory, because: .other, saying: "the directory is not empty")
        }
        try SnapshotWriter.write(memory.contents, segment: 1, hasSegment: false, in: directory, fileSystem)
    }

    /// Runs work on the files without delaying commits.
    func perform(_ work: @escaping @Sendable (Committer) throws -> Void) async throws {
        try checkIsOpen()
        try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
            maintenance.async {
                do {
                    try work(self)
                    answer.resume()
                } catch {
                    answer.resume(throwing: StoreError(fileError: error))
                }
            }
        }
    }

    /// Writes the commits that are waiting, then accepts no further ones.
    func close() async throws {
        let isFirst = waiting.withLock { waiting in
            defer { waiting.isClosed = true }
            return !waiting.isClosed
        }
        guard isFirst else { return }
        memory.close(StoreError(.unavailable, underlyingError: Closed()))
        try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
            // This runs after all waiting commits and all snapshots in progress.
            queue.async {
                self.maintenance.async {
                    do {
                        try self.files.withLock { try $0.close(self.memory.contents) }
                        answer.resume()
                    } catch {
                        answer.resume(throwing: StoreError(fileError: error))
                    }
                }
            }
        }
    }

    /// Releases the directory and closes the store.
    func stop() {
        waiting.withLock { $0.isClosed = true }
        memory.close(StoreError(.unavailable, underlyingError: Closed()))
        // This waits for a snapshot in progress, because the directory may have another owner afterward.
        maintenance.sync { files.withLock { try? $0.close(memory.contents) } }
    }
}
