import TMForum

// The example of the README, to the letter between the two marks; a test compares the two.
func example() async throws {
    // begin
    let service = APIService(store: InMemoryStore())
    let interaction = PartyInteraction(
        direction: .inbound,
        reason: "Asks for a better tariff",
        channel: [RelatedChannel(id: "shop-7")]
    )
    let path = "/tmf-api/partyInteraction/v4/partyInteraction"
    let created = await service.respond(to: APIRequest(.post, path, body: interaction.serialized()))
    print(created.status, created.headers[.location] ?? "")
    let listed = await service.respond(to: APIRequest(.get, path + "?direction=inbound&fields=id,reason"))
    print(String(decoding: listed.body, as: UTF8.self))
    // end
}
