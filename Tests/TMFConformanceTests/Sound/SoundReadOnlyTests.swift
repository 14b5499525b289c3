import TMFConformance
import TMFJSON
import TMForum
import Testing

@Suite("Read-only runs")
struct SoundReadOnlyTests {
    static let options = ConformanceOptions(mode: .readOnly)

    @Test("Nothing but GET is sent, and a sound server passes", arguments: SoundServiceTests.kits, [0, 1, 2, 250])
    func getOnly(_ kit: ConformanceKit, _ rows: Int) async throws {
        let server = try await FaultyService(kit, rows: rows)
        let report = await server.run(Self.options)
        #expect(server.requests.allSatisfy { $0.method == .get && $0.body.isEmpty })
        #expect(!server.requests.isEmpty)
        #expect(report.assertions.failed == 0 && report.warnings == 0, "\(report.failures)")
        #expect(report.verdict == .passed)
    }

    @Test("Nothing but GET is sent to faulty servers either", arguments: SoundFault.all)
    func faults(_ fault: SoundFault) async throws {
        let server = try await FaultyService(fault.kit, fault: fault.fault)
        _ = await server.run(Self.options)
        #expect(server.requests.allSatisfy { $0.method == .get })
    }

    @Test(
        "Faults of lists, filters and fields are found without creating anything",
        arguments: SoundFault.lists + SoundFault.rows + SoundFault.fields
            + SoundFault.filters.filter { fault in
                fault.rules.contains { ["filter.only-matching", "filter.all-matching", "filter.and"].contains($0) }
            })
    func findings(_ fault: SoundFault) async throws {
        guard !["the list holds old rows only", "rows of lists say something else"].contains(fault.testDescription)
        else { return }
        let server = try await FaultyService(fault.kit, fault: fault.fault)
        let report = await server.run(
            ConformanceOptions(mode: .readOnly, bodyLimit: fault.options.bodyLimit))
        let needed = fault.rules.filter { $0 != "filter.other-absent" }
        for rule in needed { #expect(report.brokenRules.contains(rule), "\(rule): \(report.failures.prefix(10))") }
    }

    @Test("The audit names each row that the kit would fail, and the assertion")
    func audit() async throws {
        let store = InMemoryStore()
        let rows: [(id: String, text: String)] = [
            ("good", #"{"id":"good","href":"/h/good","channel":[{"id":"1"}],"direction":"in","reason":"r"}"#),
            ("poor", #"{"id":"poor","href":"/h/poor","channel":[{"id":"1"}],"reason":"r"}"#),
            ("slash", #"{"id":"slash","href":"\/h\/slash","channel":[{"id":"1"}],"direction":"in","reason":"r"}"#),
        ]
        for row in rows {
            try await store.commit([
                .create(ResourceKey("partyInteraction", row.id), try JSONDocument(parsing: row.text))
            ])
        }
        let service = APIService(store: store)
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { await service.respond(to: $0) }, by: .sound, options: Self.options)
        let broken = report.steps.flatMap(\.assertions).filter { $0.rule?.id == "row.kit" && !$0.passed }
        #expect(
            broken.compactMap { "\($0.pointer?.description ?? "") \($0.expected ?? "")" } == [
                "/1 Instance has all mandatory attributes", "/1 Response has direction attribute",
                "/1 Body includes value held on direction", "/2 Body includes value held on href",
            ])
        #expect(broken.allSatisfy { $0.got?.contains("poor") ?? false || $0.got?.contains("slash") ?? false })
    }
}
