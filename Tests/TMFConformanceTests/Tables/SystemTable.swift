import TMFConformance

/// Which of the certified systems break which rules of the sound standard, as far as their reports tell.
struct SystemTable: Sendable {
    let systems: [ReenactedSystem]
    /// The reports of the sound standard, system by system.
    let reports: [ConformanceReport]

    init(_ systems: [ReenactedSystem] = ReenactedSystem.all) async throws {
        self.systems = systems
        var reports: [ConformanceReport] = []
        for system in systems {
            let server = try await system.start()
            reports.append(
                await system.kit.run(
                    against: { await server.respond(to: $0) }, basePath: system.baseURL, by: .sound))
        }
        self.reports = reports
    }

    var text: String {
        let names = systems.map { system in
            "\(system.certification.vendor) \(system.certification.isPartyInteraction ? "TMF683" : "TMF629")"
        }
        let head = [
            "| rule | \(names.joined(separator: " | ")) | what the report shows |",
            "|---|\(names.map { _ in ":-:|" }.joined())---|",
        ]
        return (head + SystemClaim.all.compactMap(line)).joined(separator: "\n")
    }

    private func line(of claim: SystemClaim) -> String? {
        let cells = zip(systems, reports).map { system, report in
            guard (try? claim.isTold(system.certification)) ?? false, claim.isConfirmed(by: report) else { return "" }
            let isError = ConformanceRule.soundRules.contains { claim.rules.contains($0.id) && $0.severity == .error }
            return (isError ? "✗" : "warn") + (claim.isBySize ? " size" : "")
        }
        guard cells.contains(where: { !$0.isEmpty }) else { return nil }
        let rules = claim.rules.map { "`\($0)`" }.joined(separator: " or ")
        return "| \(rules) | \(cells.joined(separator: " | ")) | \(claim.note) |"
    }
}
