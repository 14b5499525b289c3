#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Runs simulated hubs, and tells whether any event was lost, repeated, shown to the wrong listener, or late.
///
/// `--seeds N` runs the seeds from 1 to N, and `--steps N` sets the number of steps of each. `--seed N` runs one seed and
/// prints what happens. `--mutants` plants mistakes, each of which must be found. `--speed` measures the engine instead.
@main
struct HubSimulator {
    static func main() async throws {
        var seeds = 1_000
        var steps = 1_000
        var seed: UInt64?
        var plantsMistakes = false
        var measures = false
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            switch argument {
            case "--mutants": plantsMistakes = true
            case "--speed": measures = true
            case "--seeds": seeds = try number(&arguments, argument)
            case "--steps": steps = try number(&arguments, argument)
            case "--seed": seed = UInt64(try number(&arguments, argument))
            default: throw Violation("error", "\(argument) is no argument")
            }
        }
        let isFine =
            if plantsMistakes {
                try await MistakeSearch.run()
            } else if measures {
                try await EngineSpeed.run(rounds: 5)
            } else if let seed {
                replay(seed, steps, try EngineInterests())
            } else {
                try await run(seeds, steps)
            }
        if !isFine { exit(1) }
    }

    private static func number(_ arguments: inout ArraySlice<String>, _ name: String) throws -> Int {
        guard let number = arguments.popFirst().flatMap({ Int($0) }), number > 0 else {
            throw Violation("error", "\(name) needs a number")
        }
        return number
    }

    private static func replay(_ seed: UInt64, _ steps: Int, _ interests: EngineInterests) -> Bool {
        let result = Simulation.run(seed: seed, steps: steps, interests, isTraced: true)
        if let violation = result.violation { print("seed \(seed), step \(result.steps): \(violation)") }
        return result.violation == nil
    }

    /// Runs all seeds, and prints the violations and what was reached.
    private static func run(_ seeds: Int, _ steps: Int) async throws -> Bool {
        let interests = try EngineInterests()
        let clock = ContinuousClock()
        let start = clock.now
        let report = await Report.of(1...UInt64(seeds), steps: steps, interests)
        for (seed, violation, step) in report.failures.prefix(10) {
            let shortest = Simulation.shortestPrefix(of: seed, steps: step, interests)
            print("seed \(seed), step \(step): \(violation); fails after \(shortest) steps")
        }
        for row in report.coverage.rows { print("  \(row.name): \(row.count)") }
        for name in Report.expected where report.coverage[name] == 0 { print("  \(name): never") }
        print("covered: I-1 to I-10 and I-12 to I-15; not I-11 (addresses), nor what processes and sockets do")
        print("\(seeds) runs, \(report.failures.count) violations in \(clock.now - start)")
        return report.failures.isEmpty
    }
}
