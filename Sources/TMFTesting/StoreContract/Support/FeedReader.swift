import Synchronization
import TMFStore

/// A task that reads a feed while others write.
final class FeedReader: Sendable {
    private let log = Log()
    private let task: Task<Void, any Error>

    private final class Log: Sendable {
        let commits = Mutex<[StoreCommit]>([])
    }

    /// Starts to read a number of commits.
    init(_ count: Int, of changes: StoreChanges) {
        task = Task { [log] in
            var iterator = changes.makeAsyncIterator()
            while log.commits.withLock({ $0.count }) < count, let commit = try await iterator.next() {
                log.commits.withLock { $0.append(commit) }
            }
        }
    }

    deinit { task.cancel() }

    /// The commits that have been read.
    var commits: [StoreCommit] { log.commits.withLock { $0 } }

    func cancel() { task.cancel() }

    /// Waits until all commits are read or the feed ends, and returns them.
    func finish() async throws -> [StoreCommit] {
        try await withTimeLimit(.seconds(10)) { [task] in try await task.value }
        return commits
    }
}

extension StoreTrial {
    func reader(_ count: Int, after sequence: UInt64) async throws -> FeedReader {
        FeedReader(count, of: try await store.changes(after: sequence))
    }

    func reader(_ count: Int, of changes: StoreChanges) async throws -> FeedReader { FeedReader(count, of: changes) }
}
