import Synchronization
import TMFConformance
import TMFJSON
import TMFModels
import TMForum
import Testing

@Suite("Resources of one's own by the sound standard")
struct OwnResourceTests {
    @Test("A service of a described resource passes, by both standards")
    func passes() async throws {
        let server = try await FaultyService(ConformanceKit(for: .troubleTicket))
        let before = try await server.rows()
        let report = await server.run()
        #expect(report.verdict == .passed && report.warnings == 0, "\(report.failures)")
        #expect(report.notes.isEmpty, "\(report.notes)")
        #expect(try await server.rows().map(\.description) == before.map(\.description))
        // All rules are asked that the published kits ask, but whether these would accept a row.
        let published = await (try FaultyService(.partyInteractionV4)).run()
        #expect(published.keptRules.subtracting(report.keptRules) == ["row.kit"])
        let ctk = await server.kit.run(against: { try await server.respond(to: $0) }, by: .ctk)
        #expect(ctk.verdict == .passed, "\(ctk.failures)")
        #expect(ctk.kit == "TMF621-troubleTicket-4.0.0")
        #expect(ctk.steps.contains { $0.method == .patch } && ctk.assertions.total > 100)
    }

    static let faults = SoundFault.all.filter { fault in
        [
            "POST answers 200", "POST answers the same id", "there is no Location", "unknown attributes are dropped",
            "slashes are escaped", "lists are wrapped", "the list holds old rows only", "filters are ignored",
            "descriptions are compared by their beginning", "sort is ignored", "fields are ignored",
            "PATCH does nothing", "arrays are not replaced", "null is no change", "the id changes",
            "an unknown id is found", "errors have no code", "DELETE does nothing",
        ].contains(fault.testDescription)
    }

    @Test("Faults of its service are noticed", arguments: faults)
    func noticed(_ fault: SoundFault) async throws {
        let server = try await FaultyService(ConformanceKit(for: .troubleTicket), fault: fault.fault)
        let report = await server.run()
        #expect(!report.brokenRules.isDisjoint(with: fault.rules), "\(report.failures.prefix(10))")
        #expect(!server.isHarmed())
    }

    /// A description with less than a run can make use of, and words of what is left out.
    static let small: [(ResourceDescription, omitted: [String])] = [
        (.shelf, ["the pages of a filtered list", "a change of the status", "an array", "a part of an object"]),
        (.badge, ["filters by text", "a change of the status", "an array"]),
        (.reading, ["filters by text", "the pages of a filtered list", "a part of an object", "an array"]),
    ]

    @Test("A small resource passes by what it has, and the report says what was left out", arguments: small)
    func partly(_ resource: ResourceDescription, _ omitted: [String]) async throws {
        let server = try await FaultyService(ConformanceKit(for: resource), rows: 0)
        let report = await server.run()
        #expect(report.verdict == .passed && report.warnings == 0, "\(report.failures)")
        #expect(report.keptRules.isSuperset(of: ["create.values", "filter.no-match", "error.bad-json", "delete.gone"]))
        for text in omitted {
            #expect(
                report.notes.contains { $0.hasPrefix("Not tested: ") && $0.contains(text) }, "\(text) \(report.notes)")
        }
        #expect(report.notes.allSatisfy { $0.hasPrefix("Not tested: ") || $0.hasPrefix("PATCH was not tested") })
        #expect(try await server.rows().isEmpty)
    }

    @Test("A resource that has no room for a mark is created once, and left alone")
    func unmarked() async throws {
        let server = try await FaultyService(ConformanceKit(for: .reading), rows: 1) { request, next in
            guard request.method == .post, case .object(var body)? = request.json else { return await next(request) }
            body["xConformance"] = nil
            return await next(request.with(body: .object(body)))
        }
        let report = await server.run()
        #expect(try await server.rows().count == server.existing.count + 1)
        #expect(!server.requests.contains { $0.method == .delete && $0.path != report.unknownPath })
        #expect(report.notes.contains { $0.hasPrefix("No more resources were created") })
        #expect(report.notes.contains { $0.contains("could not remove") })
    }

    @Test("What a POST of a small resource created without an answer is found by its name and removed")
    func lost() async throws {
        let server = try await FaultyService(ConformanceKit(for: .shelf), rows: 1) { request, next in
            let response = await next(request)
            return request.method == .post && response.status == 201 ? APIResponse(status: 503) : response
        }
        _ = await server.run()
        #expect(try await server.rows().count == 1)
    }

    @Test("Two versions of a resource are served side by side, and each is judged by its own description")
    func versions() async throws {
        let service = APIService(
            store: InMemoryStore(), resources: [ResourceDefinition(.customerV4), ResourceDefinition(.customerV5)])
        let kits = [ConformanceKit.customerV4, ConformanceKit(for: .customerV5)]
        #expect(Set(kits.map(\.resource.name)).count == 1)
        for kit in kits {
            for standard in ConformanceStandard.allCases {
                let report = await kit.run(against: { await service.respond(to: $0) }, by: standard)
                #expect(report.verdict == .passed && report.warnings == 0, "\(report.failures)")
            }
        }
        // What the kits left is in collections of their own, and what is right in one version is wrong in the other.
        for (kit, other) in [(kits[0], kits[1]), (kits[1], kits[0])] {
            let rows = await service.respond(to: APIRequest(.get, kit.collectionPath)).body
            #expect(ResourceValidator(resource: kit.resource).findings(in: rows).isEmpty)
            #expect(!ResourceValidator(resource: other.resource).findings(in: rows).isEmpty)
            let report = await other.run(
                against: { await service.respond(to: $0) }, basePath: kit.defaultBasePath, by: .sound,
                options: ConformanceOptions(mode: .readOnly))
            #expect(report.brokenRules.contains("row.mandatory"))
        }
    }
}
