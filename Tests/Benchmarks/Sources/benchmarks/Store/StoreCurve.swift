import TMFStore

/// How costs grow with the number of resources.
struct StoreCurve {
    /// The numbers of resources.
    private static let sizes = [1_000, 10_000, 100_000, 1_000_000]
    /// The commits that are timed.
    private static let commits = 1_000

    private let workspace: Workspace

    /// Creates the measurement.
    ///
    /// - Parameter workspace: Where the files lie.
    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Measures every size, one store at a time so that each has the memory to itself.
    ///
    /// - Returns: A point for each size.
    /// - Throws: The error of a contender.
    func run() async throws -> [CurvePoint] {
        var points: [CurvePoint] = []
        for size in Self.sizes {
            let parameters = StoreParameters(resources: size)
            let (get, indexed, week, commit) = try await measureIndexed(size, parameters)
            var point = CurvePoint(
                resources: size, get: get, indexed: indexed, sortedWeek: week,
                scan: try await measureScan(size, parameters), commit: commit)
            point.durableCommit = try await measureDurable(size)
            #if HAVE_SQLITE
            let name = "curve-\(size).db"
            let peer = try SQLiteContender(
                path: workspace.path(name), resources: size, parameters: parameters)
            point.sqliteGet = try await peer.time(.get, isIndexed: true).median
            point.sqliteIndexed = try await peer.time(.statusAndParty, isIndexed: true).median
            point.sqliteSortedWeek = try await peer.time(.sortedWeek, isIndexed: true).median
            point.sqliteScan = try await peer.time(.sortedWeek, isIndexed: false).median
            point.sqliteCommit = try Self.commit(to: peer.peer, after: size)
            for suffix in ["", "-wal", "-shm"] { workspace.remove(name + suffix) }
            #endif
            points.append(point)
        }
        return points
    }

    private func measureIndexed(
        _ size: Int, _ parameters: StoreParameters
    ) async throws -> (get: Double, indexed: Double, week: Double, commit: Double) {
        let store = StoreContender.indexed()
        var corpus = StoreCorpus()
        try await corpus.fill(size, into: store)
        let questions = try StoreQuestions(store, parameters: parameters)
        return (
            try await Self.time(.get, questions), try await Self.time(.statusAndParty, questions),
            try await Self.time(.sortedWeek, questions), try await Self.commit(to: store, &corpus)
        )
    }

    private func measureScan(_ size: Int, _ parameters: StoreParameters) async throws -> Double {
        let store = StoreContender.withoutIndexes()
        var corpus = StoreCorpus()
        try await corpus.fill(size, into: store)
        return try await Self.time(.sortedWeek, StoreQuestions(store, parameters: parameters))
    }

    private func measureDurable(_ size: Int) async throws -> Double? {
        guard StoreContender.durable.isDurable else { return nil }
        let name = "curve-\(size)"
        let store = try await StoreContender.durable.open(try workspace.subdirectory(name))
        var corpus = StoreCorpus()
        try await corpus.fill(size, into: store)
        let time = try await Self.commit(to: store, &corpus)
        try await StoreContender.durable.close(store)
        workspace.remove(name)
        return time
    }

    private static func time(_ question: StoreQuestion, _ questions: StoreQuestions) async throws -> Double {
        try await CallTime.measure { consume(try await questions.read(question, $0)) }.median
    }

    private static func commit(to store: any ResourceStore, _ corpus: inout StoreCorpus) async throws -> Double {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<commits {
            let change = try corpus.nextChange()
            let start = clock.now
            try await store.commit([change])
            times.append((clock.now - start) / .seconds(1))
        }
        return CallTime.median(times)
    }

    #if HAVE_SQLITE
    private static func commit(to peer: SQLitePeer, after size: Int) throws -> Double {
        var corpus = StoreCorpus(skipping: size)
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<commits {
            let text = corpus.nextText()
            let start = clock.now
            try peer.commit(text)
            times.append((clock.now - start) / .seconds(1))
        }
        return CallTime.median(times)
    }
    #endif
}
