import TMFConformance
import TMFExchange
import TMFJSON
import Testing

@Suite("Rules of the sound standard")
struct SoundRuleTests {
    @Test("A fault breaks the rules that are about it, and harms nothing of others", arguments: SoundFault.all)
    func fault(_ fault: SoundFault) async throws {
        let server = try await FaultyService(fault.kit, fault: fault.fault)
        let report = await server.run(fault.options)
        for rule in fault.rules { #expect(report.brokenRules.contains(rule), "\(rule): \(report.failures.prefix(30))") }
        #expect(!server.isHarmed())
        #expect(report.isComplete)
    }

    @Test("Every rule is broken by some fault, and kept by the service")
    func coverage() async throws {
        let ids = ConformanceRule.soundRules.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(SoundFault.all.flatMap(\.rules)) == Set(ids))

        // What is about bodies that are refused or too long, and about 202, is kept by not being asked.
        var kept: Set<String> = [
            "list.body-size", "create.known-accepted", "create.accepted", "patch.accepted", "delete.accepted",
        ]
        for kit in [ConformanceKit.partyInteractionV4, .customerV4] {
            kept.formUnion(await (try FaultyService(kit)).run().keptRules)
        }
        #expect(kept == Set(ids))
    }

    @Test("A rule has a name, a sentence and a source", arguments: ConformanceRule.soundRules)
    func text(_ rule: ConformanceRule) {
        #expect(rule.id.wholeMatch(of: /[a-z]+\.[a-z]+(-[a-z]+)*/) != nil)
        #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."))
        #expect(!rule.clause.isEmpty)
    }

    @Test("What breaks a rule is told with its place, what was expected and what was there")
    func assertion() async throws {
        let server = try await FaultyService(.partyInteractionV4) { request, next in
            let response = await next(request)
            return request.isList ? response.editingEachRow { $0["creationDate"] = "soon" } : response
        }
        let report = await server.run()
        let step = try #require(report.steps.first { $0.assertions.contains { !$0.passed } })
        let broken = try #require(step.assertions.first { $0.rule?.id == "row.dates" && !$0.passed })
        #expect(broken.pointer?.description == "/0/creationDate")
        #expect(broken.got?.contains(#""soon""#) ?? false)
        #expect(broken.expected?.isEmpty == false)
        #expect(broken.severity == .error)
        #expect(step.request.target == server.kit.collectionPath)
        #expect(report.verdict == .failed)
    }
}
