import TMFConformance
import Testing

@Suite("The five systems by the sound standard")
struct SystemTableTests {
    @Test("The documentation holds the table that the systems give")
    func documented() async throws {
        let table = try await SystemTable()
        let section = try DocumentedSection("The five systems by the sound standard")
        #expect(section.table == table.text)
        #expect(table.reports.count == 5)
        #expect(table.reports.allSatisfy { $0.verdict == .failed })
    }

    @Test("What a report tells to be broken, the sound standard finds broken", arguments: ReenactedSystem.all)
    func confirmed(_ system: ReenactedSystem) async throws {
        let table = try await SystemTable([system])
        let report = try #require(table.reports.first)
        let told = try SystemClaim.all.filter { try $0.isTold(system.certification) }
        #expect(told.count >= 2)
        for claim in told { #expect(claim.isConfirmed(by: report), "\(claim)") }
    }

    @Test("No claim holds for the service, and each is about rules that there are", arguments: SystemClaim.all)
    func fair(_ claim: SystemClaim) async throws {
        let ids = ConformanceRule.soundRules.map(\.id)
        #expect(!claim.rules.isEmpty && claim.rules.allSatisfy(ids.contains))
        for kit in [ConformanceKit.partyInteractionV4, .customerV4] {
            #expect(!claim.isConfirmed(by: await (try FaultyService(kit)).run()))
        }
        // A claim that no report shows does not count.
        #expect(try ReenactedSystem.all.contains { try claim.isTold($0.certification) })
    }
}
