/// The service in process: one task that sends one request after the other.
struct ServiceSuite {
    private let options: Options

    /// Creates the suite.
    ///
    /// - Parameter options: How much to measure.
    init(_ options: Options) { self.options = options }

    /// Checks the answers and measures every kind of request in every round.
    ///
    /// - Returns: The report.
    /// - Throws: ``ServiceMismatch`` if an answer is wrong, or the error of a store.
    func run() async throws -> ServiceReport {
        let site = try await ServiceSite(resources: options.resources)
        let parameters = StoreParameters(resources: options.resources)
        var bodies = InteractionText(seed: 687)
        try await ServiceCheck(site, parameters).run(&bodies)
        var round = ServiceRound(site, parameters, resources: options.resources, bodies: bodies)
        // The first round warms up and does not count.
        for number in 0...options.rounds { try await round.run(counts: number > 0) }
        return ServiceReport(
            resources: options.resources, rounds: options.rounds,
            bodyBytes: Double(round.posted.bytes) / Double(round.posted.count), figures: round.samples.figures)
    }
}
