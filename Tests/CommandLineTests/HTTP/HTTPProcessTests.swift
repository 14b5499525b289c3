import Foundation
import TMForum
import Testing

@testable import tmf

@Suite("Requests from a separate process", .timeLimit(.minutes(2)))
struct HTTPProcessTests {
    /// A response that never ends, or is too long to read.
    struct Hostile: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var actions: [LocalServer.Action]
        /// The errors that it may end with; which comes first depends on the machine.
        var codes: [HTTPClientError.Code]
    }

    private static let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 16)
    private static let chunk = Array("10000\r\n".utf8) + blanks + Array("\r\n".utf8)

    private static func head(_ status: String, _ fields: String...) -> LocalServer.Action {
        .send(([status] + fields).map { $0 + "\r\n" }.joined() + "\r\n")
    }

    static let all: [Hostile] = [
        Hostile(
            testDescription: "a body without an end",
            actions: [head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked"), .sendForever(chunk)], codes: [.tooLong]),
        Hostile(
            testDescription: "a body up to the end of the connection, which does not come",
            actions: [head("HTTP/1.1 200 OK"), .sendForever(blanks)], codes: [.tooLong]),
        Hostile(
            testDescription: "a redirect whose body has no end",
            actions: [
                head("HTTP/1.1 302 Found", "Location: /b", "Transfer-Encoding: chunked"), .sendForever(chunk),
            ], codes: [.unusable, .timeout]),
        Hostile(
            testDescription: "a body that drips",
            actions: [head("HTTP/1.1 200 OK", "Content-Length: 100000")]
                + Array(repeating: [.send("x"), .wait(20)], count: 1_000).flatMap(\.self), codes: [.timeout]),
        Hostile(
            testDescription: "header fields without an end",
            actions: [
                .send("HTTP/1.1 200 OK\r\n"),
                .sendForever(Array("X-A: \(String(repeating: "a", count: 99))\r\n".utf8)),
            ],
            codes: [.connectionLost, .unusable, .timeout]),
        Hostile(
            testDescription: "20,000 header fields",
            actions: [
                .send("HTTP/1.1 200 OK\r\n" + (0..<20_000).map { "X-\($0): a\r\n" }.joined()),
                .send("Content-Length: 2\r\n\r\n[]"), .wait(5_000),
            ], codes: [.connectionLost, .timeout]),
        Hostile(
            testDescription: "interim responses without an end",
            actions: [.sendForever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))],
            codes: [.connectionLost, .unusable, .timeout]),
        Hostile(
            testDescription: "a coding that nobody asked for",
            actions: [
                head("HTTP/1.1 200 OK", "Content-Encoding: gzip", "Transfer-Encoding: chunked"), .sendForever(chunk),
            ], codes: [.unusable]),
        Hostile(
            testDescription: "a length that is beyond the limit",
            actions: [head("HTTP/1.1 200 OK", "Content-Length: 1000000000"), .sendForever(blanks)], codes: [.tooLong]),
    ]

    private func client(_ server: LocalServer, timeout: Duration = .milliseconds(800)) throws -> HTTPClient {
        HTTPClient(server: try ServerURL(server.url), timeout: timeout, bodyLimit: 1 << 20)
    }

    @Test(
        "A hostile response ends with an error, its connection is closed, and the next request is answered",
        arguments: all)
    func hostile(_ hostile: Hostile) async throws {
        let server = try LocalServer { request in
            request.target == "/hostile"
                ? hostile.actions : [Self.head("HTTP/1.1 200 OK", "Content-Length: 2"), .send("[]")]
        }
        defer { server.stop() }
        let process = HTTPProcess(program: try TestedProgram.url())
        let client = try client(server)
        let error = await #expect(throws: HTTPClientError.self) {
            try await process.respond(to: APIRequest(.get, "/hostile"), by: client)
        }
        #expect(hostile.codes.contains(error?.code ?? .cancelled), "\(error?.description ?? "")")
        // A client that read on would keep the connection open forever.
        while server.openConnections > 0 { try await Task.sleep(for: .milliseconds(10)) }
        var patient = try HTTPClient(server: ServerURL(server.url))
        patient.timeout = .seconds(60)
        let again = HTTPProcess(program: try TestedProgram.url())
        #expect(try await again.respond(to: APIRequest(.get, "/good"), by: patient).body == Array("[]".utf8))
        #expect(try await process.respond(to: APIRequest(.get, "/good"), by: client).status == 200)
    }

    @Test("What is sent and what comes back is the same as without a process")
    func same() async throws {
        let body = Array("{\"reason\":\"é\\u0000\"}".utf8) + [0xFF, 0x00]
        let server = try LocalServer { request in
            [
                Self.head(
                    "HTTP/1.1 201 Created", "X-Empty:", "Location: /é?\"", "Content-Length: \(request.body.count)"),
                .sendBytes(request.body),
            ]
        }
        defer { server.stop() }
        let process = HTTPProcess(program: try TestedProgram.url())
        let client = HTTPClient(server: try ServerURL(server.url))
        let request = APIRequest(.post, "/a?x=%2B", headers: ["X-One": "a", "If-Match": "\"b\", \"c\""], body: body)
        #expect(try await process.respond(to: request, by: client) == client.respond(to: request))
        #expect(server.requests.count == 2 && server.requests[0].body == body)
        let fields = server.requests.map { Set($0.headers.fields.map { "\($0.name): \($0.value)" }) }
        #expect(fields[0] == fields[1])
        for request in [APIRequest(.get, "/a b"), APIRequest(.get, "/a", headers: ["X": "\u{1B}"])] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await process.respond(to: request, by: client)
            }
            #expect(error?.code == .notSendable)
        }
    }

    #if os(Linux)
    @Test("A response that exceeds the memory limit ends with an error that says so")
    func memory() async throws {
        let server = try LocalServer { _ in [.wait(10_000)] }
        defer { server.stop() }
        let client = HTTPClient(server: try ServerURL(server.url), timeout: .seconds(60), memoryLimit: 1)
        let process = HTTPProcess(program: try TestedProgram.url())
        let error = await #expect(throws: HTTPClientError.self) {
            try await process.respond(to: APIRequest(.get, "/a"), by: client)
        }
        #expect(error?.code == .unusable && error?.description.contains("more than 1 bytes of memory") == true)
    }
    #endif

    @Test("A process that does not answer in time is ended, and answers nothing more")
    func deadline() async throws {
        let server = try LocalServer { _ in [.wait(10_000)] }
        defer { server.stop() }
        let worker = try HTTPWorker(TestedProgram.url())
        let client = HTTPClient(server: try ServerURL(server.url), timeout: .seconds(60))
        let frame = HTTPFrame(APIRequest(.get, "/a"), by: client)
        for _ in 0..<2 {
            let outcome = await worker.outcome(of: frame, within: .milliseconds(300), timeout: .seconds(60))
            #expect(outcome == .failure(.timeout(.seconds(60))))
        }
    }

    @Test("A process that must not use proxies does not learn of them")
    func proxies() {
        let own = ["http_proxy": "a", "HTTPS_PROXY": "b", "all_proxy": "c", "no_proxy": "d", "PATH": "e"]
        #expect(Set(HTTPWorker.environment(own, usesProxies: false).keys) == ["PATH", "SWIFT_BACKTRACE"])
        #expect(Set(HTTPWorker.environment(own, usesProxies: true).keys) == Set(own.keys).union(["SWIFT_BACKTRACE"]))
    }

    @Test("A cancelled task waits no longer")
    func cancellation() async throws {
        let server = try LocalServer { _ in [.wait(10_000)] }
        defer { server.stop() }
        let process = HTTPProcess(program: try TestedProgram.url())
        let client = try client(server, timeout: .seconds(60))
        let task = Task { try await process.respond(to: APIRequest(.get, "/a"), by: client) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        let error = await #expect(throws: HTTPClientError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test(
        "Without the program no request is sent, and the error tells why", arguments: [nil, "/none/tmf", "/bin/false"])
    func noProgram(path: String?) async throws {
        let client = HTTPClient(server: try ServerURL("http://127.0.0.1:1"))
        let process = HTTPProcess(program: path.map { URL(fileURLWithPath: $0) })
        let error = await #expect(throws: HTTPClientError.self) {
            try await process.respond(to: APIRequest(.get, "/a"), by: client)
        }
        #expect(error?.description.contains("the pro") == true)
    }

    @Test("Frames come out as they went in, and other data is not a frame")
    func frames() throws {
        let client = HTTPClient(
            server: try ServerURL("http://h:1"), timeout: .milliseconds(1_500), bodyLimit: 7, memoryLimit: 9,
            usesProxies: false)
        let request = APIRequest(.patch, "/a?b", headers: ["A": "b", "a": ""], body: [0, 255, 10])
        let outcomes: [HTTPExchange.Outcome] = [
            .success(APIResponse(status: 204, headers: ["X": "y"])), .failure(HTTPClientError(.unusable, "é")),
        ]
        let pipe = Pipe()
        for frame in [HTTPFrame(request, by: client)] + outcomes.map({ HTTPFrame($0) }) {
            try frame.write(to: pipe.fileHandleForWriting)
        }
        let parsed = try #require(try HTTPFrame(from: pipe.fileHandleForReading)?.request)
        #expect(parsed.request == request)
        #expect(parsed.client.timeout == client.timeout && parsed.client.server.origin == "http://h:1")
        #expect(parsed.client.bodyLimit == 7 && parsed.client.memoryLimit == 9 && !parsed.client.usesProxies)
        for outcome in outcomes {
            #expect(try HTTPFrame(from: pipe.fileHandleForReading)?.outcome == outcome)
        }
        try pipe.fileHandleForWriting.write(contentsOf: Data([255, 255, 255, 255, 0, 0, 0, 0]))
        try pipe.fileHandleForWriting.close()
        #expect(try HTTPFrame(from: pipe.fileHandleForReading) == nil)
        #expect(try HTTPFrame(from: pipe.fileHandleForReading) == nil)
    }
}
