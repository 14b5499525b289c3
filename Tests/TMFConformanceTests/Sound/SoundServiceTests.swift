import Foundation
import TMFConformance
import TMFJSON
import TMForum
import Testing
import _TMFTestSupport

@Suite("The service by the sound standard")
struct SoundServiceTests {
    static let kits = [ConformanceKit.partyInteractionV4, .customerV4]

    private static func expectSound(_ server: FaultyService, requests: ClosedRange<Int>) async throws {
        let before = try await server.rows()
        let report = await server.run()
        #expect(report.verdict == .passed)
        #expect(report.assertions.failed == 0, "\(report.failures)")
        #expect(report.warnings == 0, "\(report.failures)")
        #expect(report.notes.isEmpty)
        #expect(report.standard == .sound)
        #expect(requests.contains(report.requests), "\(report.requests)")
        #expect(report.requests == server.requests.count)
        // Everything is as it was, byte for byte.
        #expect(try await server.rows().map(\.description) == before.map(\.description))
    }

    @Test(
        "It passes without a failure, a warning or a trace, with and without other rows", arguments: kits, [0, 1, 30])
    func passes(_ kit: ConformanceKit, _ rows: Int) async throws {
        try await Self.expectSound(try await FaultyService(kit, rows: rows), requests: 100...160)
    }

    @Test("It passes with 3,000 other rows", arguments: kits)
    func manyRows(_ kit: ConformanceKit) async throws {
        try await Self.expectSound(try await FaultyService(kit, rows: 3_000), requests: 180...260)
    }

    @Test("It passes with its rows in files", arguments: kits)
    func files(_ kit: ConformanceKit) async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let server = try await FaultyService(kit, store: try FileStore(at: directory.path, durability: .none), rows: 5)
        try await Self.expectSound(server, requests: 100...160)
    }

    @Test("It passes at an address with a host, and with a page size of its own", arguments: kits)
    func hosts(_ kit: ConformanceKit) async {
        let environment = ServiceEnvironment(publicURL: "https://api.example.com")
        let service = APIService(
            store: InMemoryStore(),
            configuration: ServiceConfiguration(limits: ServiceLimits(defaultPageSize: 3, maximumPageSize: 3)),
            environment: environment)
        let report = await kit.run(against: { await service.respond(to: $0) }, by: .sound)
        #expect(report.assertions.failed == 0 && report.warnings == 0, "\(report.failures)")
        #expect(report.verdict == .passed)
    }

    @Test(
        "It passes with other bodies than the kit's", arguments: [#"{"direction":"outbound","channel":[{"id":"a,b"}]}"#]
    )
    func payload(_ payload: String) async throws {
        let kit = ConformanceKit.partyInteractionV4.with(payload: try JSONValue(parsing: payload))
        try await Self.expectSound(try await FaultyService(kit), requests: 100...160)
    }

    @Test("A server without PATCH and DELETE passes where the profile leaves them open, and is told so")
    func withoutChanges() async {
        var small = ResourceDefinition(.partyInteractionV4)
        small.operations = [.list, .create, .read]
        let service = APIService(store: InMemoryStore(), resources: [small])
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { await service.respond(to: $0) }, by: .sound, options: ConformanceOptions(marker: "left-behind"))
        #expect(report.assertions.failed == 0, "\(report.failures)")
        #expect(report.notes.contains { $0.contains("does not support PATCH (405)") })
        #expect(report.notes.contains { $0.contains("does not support DELETE (405)") })
        #expect(report.notes.contains { $0.hasPrefix("The run could not remove resources that it created: ") })
    }

    @Test("A server without PATCH and DELETE fails where the profile asks for them")
    func withoutMandatoryChanges() async {
        var small = ResourceDefinition(.customerV4)
        small.operations = [.list, .create, .read]
        let service = APIService(store: InMemoryStore(), resources: [small])
        let report = await ConformanceKit.customerV4.run(against: { await service.respond(to: $0) }, by: .sound)
        #expect(report.brokenRules.isSuperset(of: ["patch.status", "delete.status"]))
    }

    @Test("The standard of the kit gives the report of the kit")
    func ctk() async throws {
        let service = APIService(store: InMemoryStore())
        let report = await ConformanceKit.partyInteractionV4.run(
            against: { await service.respond(to: $0) }, by: .ctk)
        #expect(report.standard == .ctk)
        #expect(report.assertions.total == 246)
        #expect(report.requests == 18)
        #expect(report.verdict == .passed)
    }
}
