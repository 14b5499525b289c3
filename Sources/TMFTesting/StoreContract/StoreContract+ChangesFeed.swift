import TMFJSON
import TMFQuery
import TMFStore

extension StoreContract {
    /// The start, the end and the waiting of feeds.
    static let changesFeed: [StoreContract] = [
        StoreContract("A feed from 0 has every commit, in order") { trial in
            var commits: [StoreCommit] = []
            for n in 0..<30 { commits.append(try await trial.createMany(n * 2..<n * 2 + 2)) }
            trial.expectCommits("the feed", try await trial.read(30, after: 0), are: commits)
        },
        StoreContract("A feed from a number has the commits after it") { trial in
            var commits: [StoreCommit] = []
            for n in 0..<10 { commits.append(try await trial.createMany(n..<n + 1)) }
            for known in 1..<10 {
                let found = try await trial.read(10 - known, after: UInt64(known))
                trial.expectCommits("the feed after \(known)", found, are: Array(commits[known...]))
            }
        },
        StoreContract("A feed from the last commit has later commits, and none before") { trial in
            try await trial.createMany(0..<3)
            let changes = try await trial.store.changes(after: 1)
            let later = [try await trial.createMany(3..<4), try await trial.createMany(4..<5)]
            trial.expectCommits("the feed", try await trial.read(2, of: changes), are: later)
        },
        StoreContract("A reader that waits gets the next commit when it is made") { trial in
            try await trial.createMany(0..<3)
            let reader = try await trial.reader(2, after: 1)
            try await Task.sleep(for: .milliseconds(10))
            trial.expect("the commits before there is one", reader.commits.count, is: 0)
            let first = try await trial.createMany(3..<4)
            let second = try await trial.createMany(4..<5)
            trial.expectCommits("the feed", try await reader.finish(), are: [first, second])
        },
        StoreContract("A feed can be resumed after the last commit that was read") { trial in
            var commits: [StoreCommit] = []
            for n in 0..<12 { commits.append(try await trial.createMany(n..<n + 1)) }
            var found: [StoreCommit] = []
            for _ in 0..<4 { found += try await trial.read(3, after: found.last?.sequence ?? 0) }
            trial.expectCommits("four feeds, one after the other", found, are: commits)
        },
        StoreContract("Cancelling a reader that waits ends its feed without an error") { trial in
            try await trial.createMany(0..<1)
            for known in [1, 5, UInt64.max] as [UInt64] {
                let reader = try await trial.reader(1, after: known)
                try await Task.sleep(for: .milliseconds(5))
                reader.cancel()
                trial.expectCommits("the feed after \(known), cancelled", try await reader.finish(), are: [])
            }
            let commit = try await trial.createMany(1..<2)
            trial.expectCommits("a feed after that", try await trial.read(1, after: 1), are: [commit])
        },
        StoreContract("A reader that was cancelled before it waits does not hang") { trial in
            let changes = try await trial.store.changes(after: 0)
            let isCancelled = Flag()
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                isCancelled.raise()
                var iterator = changes.makeAsyncIterator()
                return try await iterator.next()
            }
            task.cancel()
            let commit = try await withTimeLimit(.seconds(10)) { try await task.value }
            trial.expect(commit == nil && isCancelled.isRaised, "expected the end, found \(String(describing: commit))")
        },
        StoreContract("Several readers of one feed get all of it, each for itself") { trial in
            try await trial.createMany(0..<2)
            let changes = try await trial.store.changes(after: 0)
            let readers = [
                try await trial.reader(20, of: changes), try await trial.reader(20, of: changes),
                try await trial.reader(20, after: 0),
            ]
            for n in 2..<21 { try await trial.createMany(n..<n + 1) }
            let expected = try await trial.read(20, after: 0)
            for (number, reader) in readers.enumerated() {
                trial.expectCommits("reader \(number)", try await reader.finish(), are: expected)
            }
        },
        StoreContract("Cancelling one reader leaves the others alone") { trial in
            let (first, second) = (try await trial.reader(1, after: 0), try await trial.reader(2, after: 0))
            try await Task.sleep(for: .milliseconds(5))
            first.cancel()
            _ = try await first.finish()
            let commits = [try await trial.createMany(0..<1), try await trial.createMany(1..<2)]
            trial.expectCommits("the other reader", try await second.finish(), are: commits)
        },
        StoreContract("Two iterators of one feed both begin at its beginning, however late") { trial in
            var commits: [StoreCommit] = []
            for n in 0..<5 { commits.append(try await trial.createMany(n..<n + 1)) }
            let changes = try await trial.store.changes(after: 2)
            trial.expectCommits("the first", try await trial.read(3, of: changes), are: Array(commits[2...]))
            commits.append(try await trial.createMany(5..<6))
            trial.expectCommits("the second", try await trial.read(4, of: changes), are: Array(commits[2...]))
        },
        StoreContract("A feed from a number past the last commit waits until that number is passed") { trial in
            try await trial.createMany(0..<1)
            let reader = try await trial.reader(2, after: 4)
            for n in 1..<4 { try await trial.createMany(n..<n + 1) }
            try await Task.sleep(for: .milliseconds(10))
            trial.expect("the commits up to the number", reader.commits.count, is: 0)
            let commits = [try await trial.createMany(4..<5), try await trial.createMany(5..<6)]
            trial.expectCommits("the feed", try await reader.finish(), are: commits)
        },
        StoreContract("A reader that is slower than the writers misses nothing") { trial in
            let changes = try await trial.store.changes(after: 0)
            try await withTimeLimit(.seconds(30)) {
                var iterator = changes.makeAsyncIterator()
                for round in 0..<20 {
                    for n in 0..<(round % 5) * 8 + 1 { try await trial.createMany([round * 1_000 + n]) }
                    trial.expect("the next commit", try await iterator.next()?.sequence, is: UInt64(round) + 1)
                }
            }
        },
    ]
}
