import TMFStore

extension StoreContract {
    /// The range of the feed of changes.
    static let feedRange: [StoreContract] = [
        StoreContract("The range of the feed ends with the last commit, and grows with each") { trial in
            trial.expect("the range without commits", try await trial.store.feedRange(), is: 0...0)
            for number in 1...5 as ClosedRange<UInt64> {
                try await trial.createMany([Int(number)])
                trial.expect("the end of the range", try await trial.store.feedRange().upperBound, is: number)
            }
            _ = try? await trial.store.commit([.delete(key("absent"), revision: nil)])
            trial.expect(
                "the end of the range after a refused commit", try await trial.store.feedRange().upperBound, is: 5)
            try await trial.store.commit([])
            trial.expect(
                "the end of the range after an empty commit", try await trial.store.feedRange().upperBound, is: 6)
        },
        StoreContract("A feed can start at every number of its range, and at none before") { trial in
            for n in 0..<30 { try await trial.createMany(n * 2..<n * 2 + 2) }
            let range = try await trial.store.feedRange()
            trial.expect("the end of the range", range.upperBound, is: 30)
            for known in range where known < range.upperBound {
                let numbers = try await trial.read(Int(range.upperBound - known), after: known).map(\.sequence)
                trial.expect("the feed after \(known)", numbers, is: Array(known + 1...range.upperBound))
            }
            for known in 0..<range.lowerBound {
                do {
                    _ = try await trial.store.changes(after: known)
                    trial.fail("expected no feed after \(known), which is before \(range.lowerBound), found one")
                } catch let error as StoreError {
                    trial.expect("the reason", error.code, is: .changesExpired)
                }
            }
        },
        StoreContract("Every commit is in the range of the feed as soon as its writer knows of it") { trial in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<20 {
                            let commit = try await trial.createMany([task * 100 + number])
                            let range = try await trial.store.feedRange()
                            trial.expect(
                                range.contains(commit.sequence),
                                "commit \(commit.sequence): expected a range with it, found \(range)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        },
    ]
}
