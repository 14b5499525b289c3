import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The reading of feeds in batches.
    static let changesBatches: [StoreContract] = [
        StoreContract("Batches of a feed hold its commits in order, no more than asked for and without a gap") {
            trial in
            var commits: [StoreCommit] = []
            for n in 0..<30 { commits.append(try await trial.createMany(n * 300..<n * 300 + 1 + n % 3 * 100)) }
            for (size, start) in [(1, 0), (4, 0), (7, 3), (30, 0), (1_000, 12), (Int.max, 29)] {
                let changes = try await trial.store.changes(after: UInt64(start))
                let found = try await trial.read(30 - start, inBatchesOf: size, of: changes)
                trial.expectCommits("batches of \(size) after \(start)", found, are: Array(commits[start...]))
            }
        },
        StoreContract("A batch waits for its first commit, but not until it is full") { trial in
            try await trial.createMany(0..<1)
            var iterator = try await trial.store.changes(after: 0).batches(ofAtMost: 10).makeAsyncIterator()
            let (first, last) = try await withTimeLimit(.seconds(10)) { [iterator] in
                var iterator = iterator
                return (try await iterator.next(), iterator)
            }
            trial.expect("the first batch", first?.map(\.sequence), is: [1])
            iterator = last
            let waiting = Task { [iterator] in
                var iterator = iterator
                return try await iterator.next()
            }
            try await Task.sleep(for: .milliseconds(5))
            let second = try await trial.createMany(1..<2)
            let found = try await withTimeLimit(.seconds(10)) { try await waiting.value }
            trial.expectCommits("the second batch", found ?? [], are: [second])
        },
        StoreContract("A reader in batches misses nothing and gets nothing twice while many tasks commit") { trial in
            let changes = try await trial.store.changes(after: 0)
            let early = Task { try await trial.read(400, inBatchesOf: 16, of: changes) }
            let made = try await trial.commitConcurrently(tasks: 8, commits: 50).sorted { $0.sequence < $1.sequence }
            trial.expectCommits("batches from before", try await early.value, are: made)
            let late = try await trial.read(400, inBatchesOf: 64, of: changes)
            trial.expectCommits("batches from after", late, are: made)
        },
        StoreContract("Cancelling a reader in batches ends it without an error") { trial in
            try await trial.createMany(0..<1)
            let changes = try await trial.store.changes(after: 1)
            let reader = Task {
                var count = 0
                for try await batch in changes.batches(ofAtMost: 5) { count += batch.count }
                return count
            }
            try await Task.sleep(for: .milliseconds(5))
            reader.cancel()
            trial.expect("the commits", try await withTimeLimit(.seconds(10)) { try await reader.value }, is: 0)
        },
    ]
}

extension StoreTrial {
    /// Reads a number of commits from the start of a feed in batches of a size, with a time limit.
    fileprivate func read(
        _ count: Int, inBatchesOf size: Int, of changes: StoreChanges
    ) async throws -> [StoreCommit] {
        try await withTimeLimit(.seconds(30)) {
            var commits: [StoreCommit] = []
            for try await batch in changes.batches(ofAtMost: size) {
                self.expect((1...size).contains(batch.count), "expected 1 to \(size) commits, found \(batch.count)")
                commits += batch
                if commits.count >= count { break }
            }
            return commits
        }
    }
}
