import TMFConformance
import TMFTesting
import TMForum
import Testing

// The programs of the README, block by block; a test looks for each block here.

func readmePrograms() async throws -> (findings: [Finding], text: String, listed: [PartyInteraction]) {
    let text = #"{"channel":[{"id":"shop-7"}],"reason":"Asks for a better tariff","x-queue":7}"#
    var interaction = try PartyInteraction(parsing: Array(text.utf8))
    for finding in interaction.findings(for: .create) { print(finding) }  // /direction: direction is mandatory
    interaction.direction = .inbound
    print(String(decoding: interaction.serialized(), as: UTF8.self))  // x-queue is still there

    let service = APIService(store: InMemoryStore())  // or FileStore(at: "interactions"), which keeps them on disk
    let path = PartyInteraction.resourceDescription.path
    let request = APIRequest(.post, path, body: interaction)
    let created = try await service.respond(to: request).value(as: PartyInteraction.self)
    let open = Query<PartyInteraction>().filter { $0.status == .open }.sorted { [$0.creationDate.descending] }
    let response = await service.respond(to: APIRequest(.get, path + "?" + open.text))
    print(created.id ?? "", try response.value(as: [PartyInteraction].self).count)

    let findings = try PartyInteraction(parsing: Array(text.utf8)).findings(for: .create)
    let kept = String(decoding: interaction.serialized(), as: UTF8.self)
    return (findings, kept, try response.value(as: [PartyInteraction].self))
}

@Suite("The unit test of the README")
struct ReadmeUnitTest {
    @Test func serviceKeepsToTheAPI() async {
        let service = APIService(store: InMemoryStore())
        await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4, by: .sound)
    }
}
