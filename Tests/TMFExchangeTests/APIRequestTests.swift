import TMFExchange
import Testing

@Suite("Requests")
struct APIRequestTests {
    @Test(
        "The target is divided at its first question mark and stays encoded",
        arguments: [
            ("/a", "/a", nil), ("/a?", "/a", ""), ("/a?b=c", "/a", "b=c"), ("/a?b?c", "/a", "b?c"), ("?b", "", "b"),
            ("", "", nil), ("/%3F?%26", "/%3F", "%26"), ("/é?ü", "/é", "ü"),
        ] as [(String, String, String?)])
    func target(target: String, path: String, query: String?) {
        let request = APIRequest(.get, target)
        #expect(request.path == path)
        #expect(request.query == query)
    }

    @Test("A request has no headers, no body and no identity unless it is given them")
    func defaults() {
        let request = APIRequest(.get, "/a")
        #expect(request == APIRequest(.get, "/a", headers: [:], body: [], identity: nil))
        #expect(request.headers.fields.isEmpty && request.body.isEmpty && request.identity == nil)
    }

    @Test("A handler is any function from a request to a response")
    func handler() async throws {
        let handler: APIHandler = { APIResponse(status: 200, body: Array($0.path.utf8)) }
        #expect(try await handler(APIRequest(.get, "/a?b")) == APIResponse(status: 200, body: Array("/a".utf8)))
    }
}
