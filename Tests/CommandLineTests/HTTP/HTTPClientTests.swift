import Foundation
import TMForum
import Testing

@testable import tmf

@Suite("Requests to a server")
struct HTTPClientTests {
    private static let ok = LocalServer.Action.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")

    private func client(_ server: LocalServer, timeout: Duration = .seconds(20)) throws -> HTTPClient {
        HTTPClient(server: try ServerURL(server.url), timeout: timeout)
    }

    // MARK: - What is sent

    @Test(
        "A target is sent unchanged",
        arguments: [
            "/a;b=c", "/a?x=%2B+;y", "/a?x=%7c&y=%7C", "/a%2Fb", "/%C3%A9?x=%c3%a9", "/a?", "/", "//a//b",
            "/a?href=http://h:1/a?b", "/a?b='()*!,$@~:;", "/a?x=&&=&y", "/a?x=a%20b%0A", "/a...b/.c", "/a?x=../..",
        ])
    func targets(target: String) async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        #expect(try await client(server).respond(to: APIRequest(.get, target)).status == 200)
        #expect(server.requests.map(\.target) == [target])
    }

    @Test(
        "A target that cannot be sent unchanged is refused, and nothing is sent",
        arguments: [
            "/a?x=a|b", "/a?x=[1]", "/a[1]", "/a?x={y}", #"/a?x="q""#, "/a?x=é", "/a?x= y", "/a?x=%zz", "/a?x=1#f",
            "/a/../b", "/a/./b", "/a/%2E%2e/b", "", "a", "?a=1", "/a?b=\\", "/a?b=^", "/a\r\nX: y", "http://h/a",
        ])
    func refusedTargets(target: String) async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(server).respond(to: APIRequest(.get, target))
        }
        #expect(error?.code == .notSendable)
        #expect(server.requests.isEmpty)
    }

    @Test("Methods, header fields and bodies are sent unchanged", arguments: ["POST", "PATCH", "DELETE", "PUT"])
    func message(method: String) async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        let body = Array(#"{"reason":"é\u0000"}"#.utf8)
        let headers: APIHeaders = [
            .contentType: "application/merge-patch+json", "If-Match": #""a", "b""#, "X-Two": "1", "x-two": "2",
        ]
        let request = APIRequest(APIMethod(rawValue: method), "/a", headers: headers, body: body)
        _ = try await client(server).respond(to: request)
        let received = try #require(server.requests.first)
        #expect(received.method == method)
        #expect(received.body == body)
        #expect(received.headers.values(of: "Content-Type") == ["application/merge-patch+json"])
        #expect(received.headers[.ifMatch] == #""a", "b""#)
        #expect(received.headers["X-Two"]?.replacingOccurrences(of: " ", with: "") == "1,2")
    }

    @Test("A GET has the Content-Type that the kits give it, and no body")
    func getWithType() async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        let request = APIRequest(.get, "/a", headers: [.contentType: "application/json"])
        _ = try await client(server).respond(to: request)
        let received = try #require(server.requests.first)
        #expect(received.headers[.contentType] == "application/json")
        #expect(received.headers[.contentLength] == nil && received.headers[.transferEncoding] == nil)
    }

    @Test("A body without a type is not declared to be that of a form, and the request accepts no codings")
    func fieldsOfItsOwn() async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        _ = try await client(server).respond(to: APIRequest(.post, "/a", body: Array("{}".utf8)))
        let headers = try #require(server.requests.first).headers
        #expect(headers[.contentType] == "text/plain")
        #expect(headers[.acceptEncoding] == "identity")
        #expect(headers[.userAgent] == "tmf/\(Version.current)")
        #expect(headers["Cookie"] == nil && headers[.authorization] == nil && headers["Cache-Control"] == nil)
    }

    @Test(
        "A request that cannot be sent unchanged is refused, and nothing is sent",
        arguments: [
            APIRequest(.get, "/a", body: [0x7B]), APIRequest(APIMethod(rawValue: "get"), "/a"),
            APIRequest(.post, "/a", headers: [.contentLength: "99"]),
            APIRequest(.post, "/a", headers: [.transferEncoding: "chunked"]),
            APIRequest(.get, "/a", headers: ["X-A": "1\u{1B}[2J"]), APIRequest(.get, "/a", headers: ["X-A": "\u{7F}"]),
        ])
    func refusedMessages(request: APIRequest) async throws {
        let server = try LocalServer { _ in [Self.ok] }
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) { try await client(server).respond(to: request) }
        #expect(error?.code == .notSendable)
        #expect(server.requests.isEmpty)
    }

    // MARK: - What comes back

    @Test("A redirect is the response", arguments: [301, 302, 303, 307, 308], [APIMethod.get, .post])
    func redirect(status: Int, method: APIMethod) async throws {
        let server = try LocalServer { _ in
            [.send("HTTP/1.1 \(status) Moved\r\nLocation: /b\r\nContent-Length: 5\r\n\r\nthere")]
        }
        defer { server.stop() }
        let body = method == .post ? Array("{}".utf8) : []
        let response = try await client(server).respond(to: APIRequest(method, "/a", body: body))
        #expect(response.status == status)
        #expect(response.headers[.location] == "/b")
        #expect(response.body == Array("there".utf8))
        #expect(server.requests.map(\.target) == ["/a"])
    }

    @Test(
        "A request for credentials is the response",
        arguments: [#"Basic realm="x""#, #"Digest realm="x", nonce="y""#, "Bearer", "Negotiate", "NTLM", "nonsense"])
    func unauthorized(challenge: String) async throws {
        let server = try LocalServer { _ in
            [.send("HTTP/1.1 401 No\r\nWWW-Authenticate: \(challenge)\r\nContent-Length: 2\r\n\r\nno")]
        }
        defer { server.stop() }
        let client = try client(server)
        for headers: APIHeaders in [[:], ["Authorization": "Basic YTpi"]] {
            let response = try await client.respond(to: APIRequest(.get, "/a", headers: headers))
            #expect(response.status == 401)
            #expect(response.headers[.wwwAuthenticate] == challenge)
            #expect(response.body == Array("no".utf8))
        }
        #expect(server.requests.count == 2)
    }

    @Test("Header fields arrive without regard to case, repeated ones joined, without surrounding spaces")
    func responseHeaders() async throws {
        let server = try LocalServer { _ in
            let fields = [
                "x-total-count: 3", "Link: <a>; rel=next", "Link: <b>; rel=last", "ETag:   \"q\"  ", "X-Empty:",
                "Content-Type: application/json;charset=utf-8", "Content-Length: 2",
            ]
            return [.send("HTTP/1.1 200 OK\r\n" + fields.joined(separator: "\r\n") + "\r\n\r\n[]")]
        }
        defer { server.stop() }
        let headers = try await client(server).respond(to: APIRequest(.get, "/a")).headers
        #expect(headers[.totalCount] == "3")
        #expect(headers[.link] == "<a>; rel=next, <b>; rel=last")
        #expect(headers[.eTag] == #""q""#)
        #expect(headers["X-Empty"] == "")
        #expect(headers[.contentType] == "application/json;charset=utf-8")
    }

    @Test("A response with a field name that is not a token is an error")
    func malformedName() async throws {
        let server = try LocalServer { _ in [.send("HTTP/1.1 200 OK\r\nX(Y): 1\r\nContent-Length: 2\r\n\r\n[]")] }
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(server).respond(to: APIRequest(.get, "/a"))
        }
        #expect(error?.code == .connectionLost)
    }

    @Test("Nothing is kept between two requests: no cookie, no connection, no stored response")
    func nothingKept() async throws {
        let server = try LocalServer { _ in
            [
                .send(
                    "HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nCache-Control: max-age=600\r\nETag: \"x\"\r\n"
                        + "Content-Length: 2\r\n\r\n[]")
            ]
        }
        defer { server.stop() }
        let client = try client(server)
        for _ in 0..<3 { _ = try await client.respond(to: APIRequest(.get, "/a")) }
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.headers["Cookie"] == nil && $0.headers[.ifNoneMatch] == nil })
    }

    @Test(
        "A body arrives complete, however it is framed",
        arguments: [
            ("200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc"), ("200 OK\r\n\r\nabc", 200, "abc"),
            ("200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 200, "abc"),
            ("204 No Content\r\n\r\n", 204, ""), ("304 Not Modified\r\n\r\n", 304, ""),
            ("500 Broken\r\nContent-Length: 6\r\n\r\n<html>", 500, "<html>"),
            ("404 \r\nContent-Length: 4\r\n\r\nnull", 404, "null"),
            ("103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", 200, "[]"),
        ])
    func bodies(text: String, status: Int, body: String) async throws {
        let server = try LocalServer { _ in [.send("HTTP/1.1 " + text)] }
        defer { server.stop() }
        let response = try await client(server).respond(to: APIRequest(.get, "/a"))
        #expect(response.status == status)
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }

    @Test("A long body that comes in pieces is put together")
    func longBody() async throws {
        let piece = Array(String(repeating: "0123456789", count: 20_000).utf8)
        let server = try LocalServer { _ in
            [.send("HTTP/1.1 200 OK\r\nContent-Length: \(piece.count * 10)\r\n\r\n")]
                + Array(repeating: .sendBytes(piece), count: 10)
        }
        defer { server.stop() }
        let response = try await client(server).respond(to: APIRequest(.get, "/a"))
        #expect(response.body == Array(repeating: piece, count: 10).flatMap(\.self))
    }

    // MARK: - What goes wrong

    @Test(
        "A connection that ends early is an error, and the request is not sent again",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc", "HTTP/1.1 200", "garbage\r\n\r\n"],
        [APIMethod.get, .post])
    func broken(text: String, method: APIMethod) async throws {
        let server = try LocalServer { _ in [.send(text)] }
        defer { server.stop() }
        let body = method == .post ? Array("{}".utf8) : []
        let error = await #expect(throws: HTTPClientError.self) {
            try await client(server).respond(to: APIRequest(method, "/a", body: body))
        }
        #expect(error?.code == .connectionLost)
        #expect(server.requests.count == 1)
    }

    @Test("A port without a server is an error")
    func nobody() async throws {
        let server = try LocalServer { _ in [] }
        server.stop()
        let client = try client(server)
        let error = await #expect(throws: HTTPClientError.self) { try await client.respond(to: APIRequest(.get, "/a")) }
        #expect(error?.code == .noConnection)
    }

    @Test("A response that takes too long is an error, also if its bytes come one by one")
    func timeout() async throws {
        let drip = Array(repeating: [LocalServer.Action.send("x"), .wait(20)], count: 500).flatMap(\.self)
        for actions in [[.wait(10_000)], [.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")] + drip] {
            let server = try LocalServer { _ in actions }
            defer { server.stop() }
            let start = ContinuousClock.now
            let client = try client(server, timeout: .milliseconds(300))
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.respond(to: APIRequest(.get, "/a"))
            }
            #expect(error?.code == .timeout)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
        }
    }

    @Test("No more of a body is read than the limit")
    func limit() async throws {
        let server = try LocalServer { _ in
            [.send("HTTP/1.1 200 OK\r\n\r\n")]
                + Array(repeating: .sendBytes([UInt8](repeating: 0x20, count: 10_000)), count: 1_000)
        }
        defer { server.stop() }
        var client = try client(server)
        client.bodyLimit = 100_000
        let error = await #expect(throws: HTTPClientError.self) { try await client.respond(to: APIRequest(.get, "/a")) }
        #expect(error?.code == .tooLong)
    }

    @Test("A cancelled task waits no longer, whether the request has begun or not", arguments: [0, 100])
    func cancellation(milliseconds: Int) async throws {
        let server = try LocalServer { _ in [.wait(10_000)] }
        defer { server.stop() }
        let client = try client(server)
        let task = Task { try await client.respond(to: APIRequest(.get, "/a")) }
        try await Task.sleep(for: .milliseconds(milliseconds))
        task.cancel()
        let error = await #expect(throws: HTTPClientError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }
}
