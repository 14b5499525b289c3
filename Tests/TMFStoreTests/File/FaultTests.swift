import TMFStore
import Testing

@Suite("The file store on a disk that fails", .timeLimit(.minutes(1)))
struct FaultTests {
    private func operations(_ durability: Durability) async throws -> [DiskOperation] {
        let disk = SimulatedDisk()
        var run = FaultRun(disk, durability)
        try await run.run(FaultWorkload.steps(), goesOn: false)
        #expect(run.failures.isEmpty && run.model.sequence > 15)
        return disk.log
    }

    /// Records the first few differences and the number of all.
    private func report(_ differences: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        for text in differences.prefix(6) { Issue.record("\(text)", sourceLocation: sourceLocation) }
        #expect(differences.isEmpty, "\(differences.count) differences", sourceLocation: sourceLocation)
    }

    @Test(
        "Every operation may fail once: nothing is lost or half, and the store works on",
        arguments: [Durability.everyCommit, .none], [DiskFault.fails, .failsAfterwards, .cutsShort(100), .drops])
    func everyOperation(_ durability: Durability, _ fault: DiskFault) async throws {
        let steps = try FaultWorkload.steps()
        var differences: [String] = []
        for (number, operation) in try await operations(durability).enumerated() {
            // A lock that is got and refused is nobody's.
            if operation == .lock, fault == .failsAfterwards { continue }
            let disk = SimulatedDisk()
            disk.set { $0.faults = [number: fault] }
            var run = FaultRun(disk, durability)
            do {
                try await run.run(steps, goesOn: true) { run in
                    for model in FaultRun.crashes(run.disk) {
                        try await run.expectRecovery(run.disk.crash(keeping: model), losesTail: true, "\(model)")
                    }
                    if fault != .drops { try await run.expectRecovery(run.disk.abandon(), losesTail: false, "process") }
                }
                for model in [CrashModel.synchronizedOnly, .all] {
                    try await run.expectRecovery(disk.crash(keeping: model), losesTail: true, "end, \(model)")
                }
                if fault != .drops { try await run.expectRecovery(disk.abandon(), losesTail: false, "end, process") }
            } catch {
                differences.append("operation \(number) (\(operation)): \(error)")
            }
        }
        report(differences)
    }

    @Test(
        "Several operations in a row may fail, those that clean up too", arguments: [Durability.everyCommit, .none],
        [3])
    func operationsInARow(_ durability: Durability, _ length: Int) async throws {
        let steps = try FaultWorkload.steps()
        var differences: [String] = []
        for (number, operation) in try await operations(durability).enumerated() {
            let disk = SimulatedDisk()
            for place in number..<number + length { disk.set { $0.faults[place] = .fails } }
            var run = FaultRun(disk, durability)
            do {
                try await run.run(steps, goesOn: true) { run in
                    for model in [CrashModel.synchronizedOnly, .prefixOfWrites(1), .all] {
                        try await run.expectRecovery(run.disk.crash(keeping: model), losesTail: true, "\(model)")
                    }
                }
                for model in [CrashModel.synchronizedOnly, .all] {
                    try await run.expectRecovery(disk.crash(keeping: model), losesTail: true, "end, \(model)")
                }
                try await run.expectRecovery(disk.abandon(), losesTail: false, "end, process")
            } catch {
                differences.append("operation \(number) (\(operation)): \(error)")
            }
        }
        report(differences)
    }

    @Test("The machine may stop after every operation", arguments: [Durability.everyCommit, .none])
    func everyCrash(_ durability: Durability) async throws {
        let steps = try FaultWorkload.steps()
        var differences: [String] = []
        for (number, operation) in try await operations(durability).enumerated() {
            let disk = SimulatedDisk()
            disk.set { $0.powerOff = number }
            var run = FaultRun(disk, durability)
            do {
                try await run.run(steps, goesOn: false)
                for model in FaultRun.crashes(disk) {
                    try await run.expectRecovery(
                        disk.crash(keeping: model), losesTail: true, losesFeed: false, "\(model)")
                }
                try await run.expectRecovery(disk.abandon(), losesTail: false, losesFeed: false, "process")
            } catch {
                differences.append("before operation \(number) (\(operation)): \(error)")
            }
        }
        report(differences)
    }

    @Test("The machine may stop while the store recovers, again and again", arguments: [Durability.everyCommit, .none])
    func crashesOfRecovery(_ durability: Durability) async throws {
        let steps = try FaultWorkload.steps()
        var differences: [String] = []
        let count = try await operations(durability).count
        for number in stride(from: 0, to: count, by: 5) {
            let disk = SimulatedDisk()
            disk.set { $0.powerOff = number }
            var run = FaultRun(disk, durability)
            try await run.run(steps, goesOn: false)
            for model in [CrashModel.synchronizedOnly, .all, .prefixOfWrites(1, bytes: 50)] {
                for second in 0..<12 {
                    let crashed = disk.crash(keeping: model)
                    crashed.set { $0.powerOff = second }
                    let opened = try? FaultWorkload.open(crashed, durability)
                    for again in [CrashModel.synchronizedOnly, .all] {
                        do {
                            try await run.expectRecovery(
                                crashed.crash(keeping: again), losesTail: true, "\(model), \(second), \(again)")
                        } catch {
                            differences.append("before operation \(number): \(error)")
                        }
                    }
                    _ = opened
                }
            }
        }
        report(differences)
    }

    @Test("A process may end while another crash was survived, and the machine stop behind it")
    func processAndMachine() async throws {
        let steps = try FaultWorkload.steps()
        var differences: [String] = []
        for number in 0..<(try await operations(.everyCommit).count) {
            let disk = SimulatedDisk()
            disk.set { $0.powerOff = number }
            var run = FaultRun(disk)
            try await run.run(steps, goesOn: false)
            let left = disk.abandon()
            do {
                let store = try FaultWorkload.open(left)
                let key = ResourceKey("things", "behind")
                try await store.commit([.create(key, FaultWorkload.document(2))])
                for model in [CrashModel.synchronizedOnly, .prefixOfWrites(1), .all] {
                    let reopened = try FaultWorkload.open(left.crash(keeping: model))
                    if try await reopened.resource(for: key) == nil {
                        differences.append("before operation \(number), \(model): the commit is lost")
                    }
                }
            } catch {
                differences.append("before operation \(number): \(error)")
            }
        }
        report(differences)
    }

    @Test("A write may be cut at every byte of a record")
    func everyByte() async throws {
        var differences: [String] = []
        for length in 0...260 {
            let disk = SimulatedDisk()
            let store = try FaultWorkload.open(disk)
            let (first, second) = (ResourceKey("things", "1"), ResourceKey("things", "2"))
            try await store.commit([.create(first, FaultWorkload.document(1, size: 3))])
            disk.set { [count = disk.log.count] in $0.faults = [count: .cutsShort(length)] }
            _ = await #expect(throws: StoreError.self) {
                try await store.commit([.create(second, FaultWorkload.document(2, size: 3))])
            }
            for model in FaultRun.crashes(disk) {
                do {
                    let reopened = try FaultWorkload.open(disk.crash(keeping: model))
                    if try await reopened.resource(for: first) == nil {
                        differences.append("\(length), \(model): lost")
                    }
                } catch {
                    differences.append("\(length), \(model): \(error)")
                }
            }
            try await store.commit([.create(second, FaultWorkload.document(3, size: 3))])
            let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
            if try await reopened.resource(for: second)?.document != FaultWorkload.document(3, size: 3) {
                differences.append("\(length): the second attempt is lost")
            }
        }
        report(differences)
    }
}
