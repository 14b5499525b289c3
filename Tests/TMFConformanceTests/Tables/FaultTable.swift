import TMFConformance
import TMFModels

/// The verdicts on the service by both standards, with one fault at a time.
struct FaultTable: Sendable {
    /// What was found out about a fault.
    struct Row: Sendable {
        var fault: SoundFault
        /// The rules that were found broken by the sound standard.
        var broken: Set<String>
        /// Whether the service failed by the sound standard, and not only warned.
        var failsSound: Bool
        /// Whether the service failed by one of the two kits.
        var failsKit: Bool

        /// The rules that are to catch the fault, and if these only warn of it, the first that fails the service for it.
        var caught: [String] {
            let errors = ConformanceRule.soundRules.filter { $0.severity == .error }.map(\.id)
            let isEnough = !failsSound || fault.rules.contains(where: errors.contains)
            return fault.rules + (isEnough ? [] : errors.filter(broken.contains).prefix(1))
        }
    }

    var rows: [Row]

    /// The faults of the table, without those that are a limit of the run itself and no fault of a server.
    static let faults = SoundFault.all.filter { $0.options == ConformanceOptions() }

    /// Judges the service with each fault, and then by the kits of both APIs, so that a fault in what only one of them
    /// asks for has its chance to be noticed.
    init() async throws {
        rows = []
        for fault in Self.faults {
            let report = await (try FaultyService(fault.kit, fault: fault.fault)).run(fault.options)
            var failsKit = false
            for kit in [ConformanceKit.partyInteractionV4, .customerV4] {
                let server = try await FaultyService(kit, fault: fault.fault)
                let report = await kit.run(against: { try await server.respond(to: $0) }, by: .ctk)
                failsKit = failsKit || report.verdict == .failed
            }
            rows.append(
                Row(
                    fault: fault, broken: report.brokenRules, failsSound: report.verdict == .failed,
                    failsKit: failsKit))
        }
    }

    var text: String {
        let head = ["| fault | caught by the rule | sound | ctk |", "|---|---|---|---|"]
        let lines = rows.map { row in
            let rules = row.caught.map { "`\($0)`" }.joined(separator: ", ")
            return "| \(row.fault.testDescription) | \(rules) | \(row.failsSound ? "failed" : "warned") | "
                + "\(row.failsKit ? "failed" : "passed") |"
        }
        return (head + lines).joined(separator: "\n")
    }

    /// The totals in one sentence.
    var summary: String {
        let failed = rows.count { $0.failsSound }
        let kit = rows.count { $0.failsKit }
        return
            "The sound standard notices \(rows.count { !$0.broken.isEmpty }) of \(rows.count) faults: the service fails for "
            + "\(failed) of them, and gets warnings for the other \(rows.count - failed). By the standard of the kits it fails "
            + "for \(kit)."
    }
}
