import TMFConformance
import Testing

@Suite("What the five certifications tell of their systems")
struct CertificationMutationTests {
    @Test("Every fact about a system is changed by a test")
    func complete() throws {
        let behaviour = try #require(ReenactedSystem.all.first).behaviour
        let properties = Mirror(reflecting: behaviour).children.compactMap(\.label)
        #expect(Set(ReenactedFact.all.map(\.property)) == Set(properties))
    }

    @Test(
        "A changed fact changes the report, unless the kit asks nothing that would tell",
        arguments: ReenactedSystem.all, ReenactedFact.all)
    func changed(_ system: ReenactedSystem, _ fact: ReenactedFact) async throws {
        var system = system
        let isTold = fact.isTold.holds(for: system.behaviour)
        fact.apply(&system.behaviour)
        let differences = system.certification.differences(from: try await system.report())
        #expect(!differences.isEmpty == isTold, "\(differences.joined(separator: "\n"))")
    }

    /// A change of a published report, which no longer is what the run gives.
    struct Edit: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var apply: @Sendable (inout Certification) -> Void
    }

    static let edits: [Edit] = [
        .init(testDescription: "another kit") { $0.kit += "!" },
        .init(testDescription: "a total of requests") { $0.requests += 1 },
        .init(testDescription: "a total of assertions") { $0.assertions -= 1 },
        .init(testDescription: "a total of failures") { $0.failed += 1 },
        .init(testDescription: "the folder") { $0.steps[3].folder = "E2" },
        .init(testDescription: "the name") { $0.steps[3].name += "/" },
        .init(testDescription: "the method") { $0.steps[3].method = "HEAD" },
        .init(testDescription: "the URL") { $0.steps[3].url += "/" },
        .init(testDescription: "the status") { $0.steps[3].status = 206 },
        .init(testDescription: "the size") { $0.steps[0].size = "1B" },
        .init(testDescription: "a name of an assertion") { $0.steps[1].rows[2].name += " " },
        .init(testDescription: "a number of passes") { $0.steps[1].rows[2].passed += 1 },
        .init(testDescription: "a number of failures") { $0.steps[1].rows[2].failed += 1 },
        .init(testDescription: "the order") { $0.steps[1].rows.swapAt(2, 3) },
        .init(testDescription: "a row less") { $0.steps[1].rows.removeLast() },
        .init(testDescription: "a row twice") { $0.steps[1].rows.append($0.steps[1].rows[4]) },
        .init(testDescription: "a row where there was none") { certification in
            guard let place = certification.steps.firstIndex(where: { $0.rows.isEmpty }) else { return }
            certification.steps[place].rows = [.init(name: "Status code is 200", passed: 1, failed: 0)]
        },
    ]

    @Test("The comparison sees every difference", arguments: ReenactedSystem.all, edits)
    func compared(_ system: ReenactedSystem, _ edit: Edit) async throws {
        let report = try await system.report()
        var certification = system.certification
        edit.apply(&certification)
        #expect(certification.differences(from: report).count > 0)
    }
}
