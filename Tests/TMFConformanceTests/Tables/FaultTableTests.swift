import TMFConformance
import TMFModels
import Testing

@Suite("The table of detected faults")
struct FaultTableTests {
    @Test("The documentation holds the table that the faults give, and each fault is caught by its rules")
    func documented() async throws {
        let table = try await FaultTable()
        for row in table.rows {
            #expect(row.broken.isSuperset(of: row.fault.rules), "\(row.fault)")
            #expect(!row.fault.rules.isEmpty)
            // A fault that is only warned of breaks no rule that weighs more.
            let severities = Set(ConformanceRule.soundRules.filter { row.broken.contains($0.id) }.map(\.severity))
            #expect(severities.contains(.error) == row.failsSound, "\(row.fault)")
        }
        let section = try DocumentedSection("Detected faults")
        #expect(section.table == table.text)
        #expect(section.sentences.contains(table.summary), "\(table.summary)")
        #expect(table.rows.count >= 40)
    }

    @Test("No fault occurs twice")
    func distinct() {
        #expect(Set(FaultTable.faults.map(\.testDescription)).count == FaultTable.faults.count)
    }

    @Test("Without a fault both standards pass", arguments: [ConformanceKit.partyInteractionV4, .customerV4])
    func baseline(_ kit: ConformanceKit) async throws {
        for verdict in ConformanceStandard.allCases {
            let server = try await FaultyService(kit)
            let report = await kit.run(against: { try await server.respond(to: $0) }, by: verdict)
            #expect(report.verdict == .passed)
            #expect(report.warnings == 0)
        }
    }
}
