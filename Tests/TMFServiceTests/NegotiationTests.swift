import TMForum
import Testing

@Suite("Media types")
struct NegotiationTests {
    @Test(
        "An Accept header that covers JSON is satisfied",
        arguments: [
            "*/*", "application/*", "application/json", "Application/JSON", "", " ", "\t",
            "application/json;charset=utf-8",
            "application/json; q=0.1", "application/json;q=1.000", "text/html, application/json", "text/html,*/*;q=0.8",
            "text/html;q=1, application/*;q=0.001", "application/json;q=0.5, */*;q=0",
            "application/json, application/*;q=0",
            "application/xml;q=0, application/json", " application/json ,text/html", ",application/json,,", "*/*;Q=0.5",
        ])
    func acceptable(_ accept: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        for target in [Kind.customer.path, path] {
            #expect(await client.get(target, headers: [.accept: accept]).status == 200)
        }
        let headers: APIHeaders = [.accept: accept, .contentType: "application/json"]
        #expect(await client.post(Kind.customer.path, Kind.customer.minimum, headers: headers).status == 201)
        #expect(await client.patch(path, "{}", headers: headers).status == 200)
    }

    @Test(
        "An Accept header that excludes JSON is refused, and nothing happens",
        arguments: [
            "text/html", "application/xml", "text/*", "application/json;q=0", "application/json; q=0.000", "*/*;q=0",
            "application/*;q=0", "application/json;q=0, */*", "application/*;q=0, */*", "*/*, application/json;Q=0",
            "application/json;q=0, application/*, */*", "text/html, image/png", "application/jsonx", "json",
            "application/merge-patch+json", "application/json;charset=utf-8;q=0",
        ])
    func notAcceptable(_ accept: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        let before = await client.get(Kind.customer.path)
        for target in [Kind.customer.path, path] {
            expectError(await client.get(target, headers: [.accept: accept]), 406, "406")
        }
        let headers: APIHeaders = [.accept: accept, .contentType: "application/json"]
        expectError(await client.post(Kind.customer.path, Kind.customer.minimum, headers: headers), 406, "406")
        expectError(await client.patch(path, #"{"name":"Bob"}"#, headers: headers), 406, "406")
        #expect(await client.get(Kind.customer.path).body == before.body)
    }

    @Test(
        "Several Accept headers count as one",
        arguments: [
            (["text/html", "application/json"], 200), (["text/html", "image/png"], 406),
            (["*/*", "application/json;q=0"], 406), (["application/json;q=0", "*/*"], 406), (["", "text/html"], 406),
            (["application/*;q=0", "application/json"], 200),
        ])
    func severalHeaders(values: [String], status: Int) async throws {
        var headers = APIHeaders()
        for (position, value) in values.enumerated() { headers.add(position == 0 ? .accept : "ACCEPT", value) }
        #expect(await (try Client()).get(Kind.customer.path, headers: headers).status == status)
    }

    @Test(
        "A body of another type cannot be created from",
        arguments: [
            "text/plain", "application/xml", "application/merge-patch+json", "application/jsonx", "json", "multipart/*",
            "application/x-www-form-urlencoded;charset=utf-8", "application/json, application/json",
        ], Kind.allCases)
    func unsupportedTypes(type: String, kind: Kind) async throws {
        let client = try Client()
        let response = await client.post(kind.path, kind.minimum, headers: [.contentType: type])
        expectError(response, 415, "415", message: "application/json")
        #expect(response.headers[.acceptPost] == "application/json")
        #expect(await client.get(kind.path).text == "[]")
    }
}
