import Foundation
import TMForum
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

// The Swift examples of the article `CallAServer`, block by block; a test of the documentation looks for each block here.

func handler(for server: String) -> APIHandler {
    { request in
        guard let url = URL(string: server + request.target) else { throw URLError(.badURL) }
        var message = URLRequest(url: url)
        message.httpMethod = request.method.rawValue
        for field in request.headers.fields { message.addValue(field.value, forHTTPHeaderField: field.name.text) }
        if !request.body.isEmpty { message.httpBody = Data(request.body) }
        let (body, response) = try await URLSession.shared.data(for: message)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        var headers = APIHeaders()
        for (name, value) in response.allHeaderFields {
            _ = headers.add(name: "\(name)", value: "\(value)")
        }
        return APIResponse(status: response.statusCode, headers: headers, body: Array(body))
    }
}

func localServer() -> APIHandler {
    let send = handler(for: "http://localhost:8080")
    return send
}

private func callAServer(through send: APIHandler) async throws -> (page: [PartyInteraction], total: String) {
    let path = "/tmf-api/partyInteraction/v4/partyInteraction"
    let interaction = PartyInteraction(
        direction: .inbound, reason: "Asks for a better tariff", channel: [RelatedChannel(id: "shop-7")])
    let created = try await send(
        APIRequest(.post, path, headers: [.contentType: "application/json"], body: interaction.serialized()))
    if created.status == 201 {
        let saved = try PartyInteraction(parsing: created.body)
        print(saved.id ?? "")
    } else {
        let error = try APIError(parsing: created.body)
        print(error.code ?? "", error.reason ?? "", error.message ?? "")
    }

    let query = Query<PartyInteraction>()
        .filter { $0.direction == .inbound && $0.channel.id == "shop-7" }
        .sorted { [$0.creationDate.descending] }
        .page(limit: 20)
    let listed = try await send(APIRequest(.get, path + "?" + query.text))
    let page = try JSONDocument(parsing: listed.body).root.elements.map { try PartyInteraction($0) }
    let total = listed.headers[.totalCount] ?? "unknown"
    return (page, total)
}

@Suite("The article on calling a server")
struct CallExampleTests {
    @Test("Its handler creates and lists resources of a server, and so does a service in its place")
    func calls() async throws {
        let service = APIService(store: InMemoryStore())
        let inMemory: APIHandler = { await service.respond(to: $0) }
        let server = try LocalServer(service)
        defer { server.stop() }
        for (send, expected) in [(handler(for: server.url), 1), (inMemory, 2)] {
            let (page, total) = try await callAServer(through: send)
            #expect(page.map(\.reason) == Array(repeating: "Asks for a better tariff", count: expected))
            #expect(total == "\(expected)")
        }
    }
}
