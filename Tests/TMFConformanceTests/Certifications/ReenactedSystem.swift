import TMFConformance
import TMFModels
import Testing

/// A certified system, rebuilt from its published report.
struct ReenactedSystem: Sendable, CustomTestStringConvertible {
    /// What was published.
    let certification: Certification
    /// What the system does, derived from what was published.
    var behaviour: ReenactedBehaviour
    private let publishedKit: ConformanceKit

    /// Rebuilds a system from the report in the file of a name.
    init(named name: String) throws {
        certification = try Certification(named: name)
        // The Customer report was made with the revision whose PATCH is to answer 201.
        publishedKit = certification.isPartyInteraction ? .partyInteractionV4 : .customerV4FirstRevision
        behaviour = try ReenactedBehaviour(of: certification, publishedKit)
    }

    /// The five systems, in the order of the table in the documentation.
    static let all: [ReenactedSystem] = [
        "jio-tmf683", "jio-tmf629", "tecnotree-tmf683", "comviva-tmf683", "whalecloud-tmf683",
    ].compactMap { try? ReenactedSystem(named: $0) }

    var testDescription: String { "\(certification.vendor), \(certification.kit)" }

    /// The kit with the body that the report's run was given.
    var kit: ConformanceKit { behaviour.payload.map { publishedKit.with(payload: $0) } ?? publishedKit }

    /// The URL that the report's run was given.
    var baseURL: String { behaviour.baseURL }

    /// Starts the system as it was before the run.
    func start() async throws -> ReenactedServer { try await ReenactedServer(behaviour) }

    /// Runs the kit against the system as it was before the run.
    func report() async throws -> ConformanceReport {
        let server = try await start()
        return await kit.run(against: { await server.respond(to: $0) }, basePath: baseURL)
    }
}
