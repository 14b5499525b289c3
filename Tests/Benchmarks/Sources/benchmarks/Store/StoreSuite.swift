import Foundation
import TMFStore

/// The stores beside SQLite.
struct StoreSuite {
    private let options: Options
    private let workspace: Workspace

    /// Creates the suite.
    ///
    /// - Parameter options: How much to measure.
    /// - Throws: The error of making a directory for its files.
    init(_ options: Options) throws {
        self.options = options
        workspace = try Workspace()
    }

    /// Checks the answers and measures everything, contenders and peer by turns in every round.
    ///
    /// - Returns: The report.
    /// - Throws: ``StoreDifference`` if two answers differ, or the error of a contender.
    func run() async throws -> StoreReport {
        defer { workspace.removeAll() }
        var samples = StoreSamples()
        try await measureQuestions(&samples)
        try await CommitBench(options, workspace).run(&samples)
        var notes = try await OpenBench(options, workspace).run(&samples)
        notes += try measureMemory(&samples)
        let curve = options.wantsCurve ? try await StoreCurve(workspace).run() : []
        #if !HAVE_SQLITE
        notes.append("SQLite's header was not found when the benchmarks were built: its rows are left out")
        #endif
        return StoreReport(
            resources: options.resources, rounds: options.rounds, figures: samples.figures, curve: curve, notes: notes)
    }

    private func measureQuestions(_ samples: inout StoreSamples) async throws {
        let parameters = StoreParameters(resources: options.resources)
        let (indexed, plain) = (StoreContender.indexed(), StoreContender.withoutIndexes())
        for store in [indexed, plain] {
            var corpus = StoreCorpus()
            try await corpus.fill(options.resources, into: store)
        }
        let withIndexes = try StoreQuestions(indexed, parameters: parameters)
        let withoutIndexes = try StoreQuestions(plain, parameters: parameters)
        #if HAVE_SQLITE
        let peer = try SQLiteContender(
            path: workspace.path("questions.db"), resources: options.resources, parameters: parameters)
        let peerInMemory = try SQLiteContender(
            path: ":memory:", resources: options.resources, parameters: parameters, isPlain: false)
        try await AnswerCheck(parameters).run(indexed, plain, peer.peer.database)
        #endif
        for _ in 0..<options.rounds {
            for question in StoreQuestion.allCases {
                let work = question.indexedWork
                samples.add(
                    work, .store, try await CallTime.measure { consume(try await withIndexes.read(question, $0)) })
                #if HAVE_SQLITE
                samples.add(work, .sqlite, try await peer.time(question, isIndexed: true))
                samples.add(work, .sqliteWithTotal, try await peer.time(question, isIndexed: true, withTotal: true))
                samples.add(work, .sqliteInMemory, try await peerInMemory.time(question, isIndexed: true))
                #endif
            }
            for question in StoreQuestion.allCases {
                guard let work = question.scanningWork else { continue }
                samples.add(
                    work, .store, try await CallTime.measure { consume(try await withoutIndexes.read(question, $0)) })
                #if HAVE_SQLITE
                samples.add(work, .sqlite, try await peer.time(question, isIndexed: false))
                if question == .week {
                    samples.add(
                        work, .sqliteWithTotal, try await peer.time(question, isIndexed: false, withTotal: true))
                }
                #endif
            }
        }
    }

    /// Lets a process of its own fill a store, so that nothing else is in its memory.
    private func measureMemory(_ samples: inout StoreSamples) throws -> [String] {
        guard let use = try MemoryProbe.measureInChild(options.resources) else {
            return ["the memory of a process cannot be read on this system: it is left out"]
        }
        samples.add(.memory, .store, CallTime(use.resident))
        samples.add(.memory, .text, CallTime(use.text))
        if let allocated = use.allocated {
            samples.add(.allocated, .store, CallTime(allocated))
            samples.add(.allocated, .text, CallTime(use.text))
        }
        return []
    }
}
