/// The results of many runs.
struct Report: Sendable {
    var failures: [(seed: UInt64, violation: Violation, step: Int)] = []
    var coverage = Coverage()

    /// The things that many runs must have reached.
    static let expected =
        ["active", "failing", "disabled (unreachable)", "disabled (gone)", "disabled (tooManyRefused)"]
        .map { "state: \($0)" } + [
            "state: disabled (fellBehind)", "state: disabled (callbackNotAllowed)", "outcome: acknowledged",
            "outcome: unavailable", "outcome: unavailable with a pause", "outcome: refused", "outcome: gone",
            "outcome: not permitted", "attempt: replay", "attempt: dead letter", "attempt: several at the same time",
            "event: set aside", "event: forgotten by the store", "step: a hub is replaced", "step: the feed is lost",
            "limit: deliveries", "limit: deliveries to a host", "limit: deliveries to failing listeners",
            "limit: rate", "checkpoint: fails", "action: cancel", "action: read",
        ]

    /// Runs seeds, as many at the same time as there are processors.
    static func of(
        _ seeds: ClosedRange<UInt64>, steps: Int, _ interests: EngineInterests, mistake: Mistake? = nil
    ) async -> Report {
        await withTaskGroup(of: Report.self) { group in
            let portion = max(UInt64(seeds.count) / 64, 1)
            for first in stride(from: seeds.lowerBound, through: seeds.upperBound, by: Int(portion)) {
                let last = min(first + portion - 1, seeds.upperBound)
                group.addTask { @concurrent in
                    var report = Report()
                    for seed in first...last {
                        let result = Simulation.run(seed: seed, steps: steps, interests, mistake: mistake)
                        report.coverage.add(result.coverage)
                        if let violation = result.violation {
                            report.failures.append((seed, violation, result.steps))
                        }
                    }
                    return report
                }
            }
            var report = Report()
            for await part in group {
                report.failures += part.failures
                report.coverage.add(part.coverage)
            }
            report.failures.sort { $0.seed < $1.seed }
            return report
        }
    }
}

extension Simulation {
    /// Returns the smallest number of steps after which a seed fails.
    static func shortestPrefix(of seed: UInt64, steps: Int, _ interests: EngineInterests) -> Int {
        (0..<steps).first { run(seed: seed, steps: $0, interests).violation != nil } ?? steps
    }
}

/// The search for planted mistakes.
enum MistakeSearch {
    private static let seeds: UInt64 = 300
    private static let steps = 400

    /// Plants each mistake, and prints which are found.
    ///
    /// - Returns: `true` if all are found.
    static func run() async throws -> Bool {
        let interests = try EngineInterests()
        let found = await withTaskGroup(of: (Mistake, String?).self) { group in
            for mistake in Mistake.allCases {
                group.addTask { @concurrent in (mistake, find(mistake, interests)) }
            }
            var found: [Mistake: String] = [:]
            for await (mistake, text) in group { found[mistake] = text }
            return found
        }
        for mistake in Mistake.allCases { print("  \(mistake): \(found[mistake] ?? "not found")") }
        print("\(found.count) of \(Mistake.allCases.count) mistakes found")
        return found.count == Mistake.allCases.count
    }

    private static func find(_ mistake: Mistake, _ interests: EngineInterests) -> String? {
        for seed in 1...seeds {
            let result = Simulation.run(seed: seed, steps: steps, interests, mistake: mistake)
            if let violation = result.violation { return "seed \(seed), step \(result.steps): \(violation)" }
        }
        return nil
    }
}
