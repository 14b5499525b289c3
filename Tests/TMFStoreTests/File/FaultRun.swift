import TMFJSON
import TMFQuery
import TMFStore
import Testing

/// A store that goes through a workload on a disk that fails, side by side with a model.
struct FaultRun {
    let disk: SimulatedDisk
    let durability: Durability
    /// What was acknowledged.
    private(set) var model = HistoryModel()
    /// The models after every commit, by its number.
    private(set) var models = [HistoryModel()]
    /// What may be there beyond what was acknowledged.
    private(set) var possible: [HistoryModel] = []
    /// The number of the last commit that was made durable for certain.
    private(set) var durable: UInt64 = 0
    private(set) var failures: [StoreError] = []
    private var store: FileStore?

    init(_ disk: SimulatedDisk, _ durability: Durability = .everyCommit) {
        (self.disk, self.durability) = (disk, durability)
    }

    /// Goes through the workload; what fails is tried again, if it is to go on.
    mutating func run(
        _ steps: [FaultWorkload.Step], goesOn: Bool, afterFailure: (FaultRun) async throws -> Void = { _ in }
    )
        async throws
    {
        guard try await attempt(goesOn, afterFailure, { try $0.open() }) else { return }
        for step in steps {
            guard try await attempt(goesOn, afterFailure, { try await $0.make(step) }) else { break }
        }
    }

    /// Does something, again if it fails; says whether to go on.
    private mutating func attempt(
        _ goesOn: Bool, _ afterFailure: (FaultRun) async throws -> Void, _ work: (inout FaultRun) async throws -> Void
    ) async throws -> Bool {
        var attempts = 1
        while true {
            do {
                try await work(&self)
                if attempts > 1, let store { try await expectSame(store, model, "after trying again") }
                return true
            } catch let error as StoreError where attempts < 6 {
                failures.append(error)
                if error.code != .unavailable && error.code != .full { throw error }
                guard goesOn else { return false }
                if let store { try await expectSame(store, model, "after \(error)") }
                try await afterFailure(self)
                attempts += 1
            }
        }
    }

    private mutating func open() throws {
        guard store == nil else { return }
        let opened = try FaultWorkload.open(disk, durability)
        store = opened
        durable = model.sequence
    }

    private mutating func make(_ step: FaultWorkload.Step) async throws {
        switch step {
        case .commit(let changes):
            var next = model
            let expected = try next.commit(changes)
            possible.append(next)
            let commit = try await store?.commit(changes)
            guard commit?.sequence == expected.sequence else { throw Difference(text: "commit \(expected.sequence)") }
            (model, possible) = (next, [])
            models.append(next)
            if durability == .everyCommit { durable = model.sequence }
        case .compact:
            try await store?.compact()
            durable = model.sequence
        case .synchronize:
            try await store?.synchronize()
            durable = model.sequence
        case .backUp:
            try await store?.backUp(to: "/backup-\(disk.log.count)")
        case .reopen:
            if let closing = store {
                store = nil
                do {
                    try await closing.close()
                } catch let error as StoreError {
                    failures.append(error)
                    // Closed nevertheless; what it did not make durable is only promised by its durability.
                    guard durability == .everyCommit else { throw error }
                }
            }
            try open()
            if let store { try await expectSame(store, model, "after reopening") }
        }
        guard let told = store?.durableSequence else { return }
        guard told <= model.sequence, told == model.sequence || durability != .everyCommit else {
            throw Difference(text: "\(told) is durable of \(model.sequence)")
        }
        durable = max(durable, told)
    }

    struct Difference: Error, CustomStringConvertible {
        var text: String
        var description: String { text }
    }

    // MARK: - Comparing

    /// Opens a disk after a crash, and expects what was acknowledged; beyond it only a whole commit.
    ///
    /// - Parameters:
    ///   - crashed: The disk.
    ///   - losesTail: Whether commits that were not durable may be lost.
    ///   - losesFeed: Whether the feed may start later than before.
    ///   - what: What is tried.
    /// - Throws: ``Difference``.
    func expectRecovery(
        _ crashed: SimulatedDisk, losesTail: Bool, losesFeed: Bool = true, _ what: String
    ) async throws {
        let store: FileStore
        do {
            store = try FaultWorkload.open(crashed, durability)
        } catch {
            throw Difference(text: "\(what): \(error)")
        }
        var allowed = possible + [model]
        if losesTail { allowed += models[Int(durable)...] }
        var differences: [String] = []
        for candidate in allowed where candidate.sequence == store.recovery.sequence {
            guard let difference = try await difference(store, candidate) else {
                if !losesFeed, try await store.feedRange().lowerBound > 0 {
                    throw Difference(text: "\(what): the feed is lost")
                }
                // It works on.
                let commit = try await store.commit([.create(ResourceKey("things", "next"), FaultWorkload.document(1))])
                if commit.sequence != candidate.sequence + 1 { throw Difference(text: "\(what): next number") }
                return
            }
            differences.append(difference)
        }
        throw Difference(
            text: "\(what): \(differences.last ?? "another number than \(allowed.map(\.sequence))"), \(store.recovery)")
    }

    func expectSame(_ store: FileStore, _ model: HistoryModel, _ what: String) async throws {
        if let difference = try await difference(store, model) { throw Difference(text: "\(what): \(difference)") }
    }

    private func difference(_ store: FileStore, _ model: HistoryModel) async throws -> String? {
        try await Self.difference(store, model)
    }

    /// The first difference between a store and a model.
    static func difference(_ store: FileStore, _ model: HistoryModel) async throws -> String? {
        for collection in FaultWorkload.collections {
            let expected = model.resources(in: collection)
            let found = try await store.resources(in: collection, matching: ResourceQuery()).resources
            let texts = (
                expected.map { "\($0.key.id)@\($0.revision)" }.joined(separator: " "),
                found.map { "\($0.key.id)@\($0.revision)" }.joined(separator: " ")
            )
            guard texts.0 == texts.1, zip(expected, found).allSatisfy({ $0.document.bytes == $1.document.bytes }) else {
                return "\(collection): expected \(texts.0), found \(texts.1)"
            }
        }
        return try await feedDifference(store, model)
    }

    /// The first difference between the feed of a store and a model; a reader whom the disk fails tries again.
    private static func feedDifference(
        _ store: FileStore, _ model: HistoryModel, attempts: Int = 6
    ) async throws -> String? {
        let range = try await store.feedRange()
        guard range.upperBound == model.sequence else { return "the feed ends at \(range), not \(model.sequence)" }
        var known = range.lowerBound
        do {
            var batches = try await store.changes(after: known).batches(ofAtMost: 5).makeAsyncIterator()
            while known < range.upperBound, let commits = try await batches.next() {
                guard commits == Array(model.commits[Int(known)...].prefix(commits.count)) else {
                    return "the feed after \(known) is \(commits)"
                }
                known += UInt64(commits.count)
            }
            return nil
        } catch let error as StoreError where error.code == .unavailable && attempts > 1 {
            return try await feedDifference(store, model, attempts: attempts - 1)
        }
    }

    /// All crashes of a disk at this moment.
    static func crashes(_ disk: SimulatedDisk) -> [CrashModel] {
        var models: [CrashModel] = [.synchronizedOnly, .all]
        for number in 0..<disk.pendingCount {
            let bytes = disk.pendingBytes(number)
            models.append(.prefixOfWrites(number))
            if bytes > 1 { models.append(.prefixOfWrites(number, bytes: bytes / 2)) }
            if bytes > 0 { models.append(.allExceptWrite(number)) }
        }
        return models
    }
}
