import Foundation
import Synchronization
import TMFConformance
import TMForum
import Testing
import _TMFTestSupport

@testable import tmf

@Suite("tmf check --url")
struct CheckServerTests {
    private let temporary: TemporaryDirectory
    private var directory: String { temporary.path }
    private let customerPath = "/tmf-api/customerManagement/v4/"

    init() throws { temporary = try TemporaryDirectory() }

    private func file(_ name: String, _ text: String? = nil) throws -> String {
        let path = directory + "/" + name
        if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        return path
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    private func check(_ arguments: [String]) async throws -> tmf.ExitStatus {
        guard case .check(let options) = try CommandLineParser.parse(["check"] + arguments) else { return .usage }
        return await CheckCommand(options: options, terminal: Terminal(), program: try TestedProgram.url()).run()
    }

    @Test("A server that does everything right passes both kits at their usual paths")
    func passes() async throws {
        let server = try LocalServer(APIService(store: InMemoryStore()))
        defer { server.stop() }
        let report = try file("report.txt")
        #expect(try await check(["--url", server.url, "--report", "text=\(report)"]) == .success)
        #expect(server.requests.count == 28)
        let text = try text(report)
        #expect(text.contains("Assertions: 246 total, 0 failed") && text.contains("Assertions: 70 total, 0 failed"))
    }

    @Test("The path of the URL is that of the one kit that is asked for", arguments: ["", "/", " "])
    func onePath(end: String) async throws {
        let server = try LocalServer(APIService(store: InMemoryStore()))
        defer { server.stop() }
        let url = server.url + String(customerPath.dropLast()) + end
        #expect(try await check(["--url", url, "--kit", "customer"]) == .success)
        #expect(server.requests.allSatisfy { $0.target.hasPrefix(customerPath + "customer") })
        #expect(try await check(["--url", url]) == .usage)
        #expect(server.requests.count == 10)
    }

    @Test("The configuration of the kit determines the server, the header fields, the kit and the body")
    func configuration() async throws {
        let server = try LocalServer(APIService(store: InMemoryStore()))
        defer { server.stop() }
        let body = #"{"name":"Näme","engagedParty":{"@referredType":"Organization","id":"9"}}"#
        let config = try file(
            "config.json",
            #"{"url":" \#(server.url)\#(customerPath)","headers":{"Content-Type":"application/json","X-A":"1"},"#
                + #""payloads":{"Customer":{"POST":\#(body)}}}"#)
        #expect(try await check(["--config", config]) == .success)
        #expect(server.requests.count == 10)
        #expect(server.requests.first?.body == Array(body.utf8))
        #expect(server.requests.allSatisfy { $0.headers["X-A"] == "1" })
        let other = ["--config=\(config)", "--header", "X-A: 2", "--url=\(server.url)", "--kit=all"]
        #expect(try await check(other) == .success)
        #expect(server.requests.count == 38)
        #expect(server.requests.suffix(28).allSatisfy { $0.headers["X-A"] == "2" })
    }

    @Test("Credentials in the URL are sent with every request, unless a header field says others")
    func credentials() async throws {
        let server = try LocalServer(APIService(store: InMemoryStore()))
        defer { server.stop() }
        let url = server.url.replacingOccurrences(of: "//", with: "//user:secret@")
        let report = try file("report.txt")
        #expect(try await check(["--url", url, "--kit", "customer", "--report", "text=\(report)"]) == .success)
        #expect(server.requests.allSatisfy { $0.headers[.authorization] == "Basic dXNlcjpzZWNyZXQ=" })
        #expect(try !text(report).contains("secret"))
        let count = server.requests.count
        _ = try await check(["--url", url, "--kit", "customer", "--header", "authorization: Bearer x"])
        #expect(server.requests.dropFirst(count).allSatisfy { $0.headers[.authorization] == "Bearer x" })
    }

    @Test(
        "The exit status reports failed assertions, unless the options say otherwise",
        arguments: [("error", tmf.ExitStatus.failure), ("warning", .failure), ("never", .success)])
    func fails(failOn: String, status: tmf.ExitStatus) async throws {
        let server = try LocalServer { _ in [.send("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\n{}")]
        }
        defer { server.stop() }
        let report = try file("report.txt")
        let arguments = ["--url", server.url, "--fail-on", failOn, "--kit", "customer", "--report", "text=\(report)"]
        #expect(try await check(arguments) == status)
        #expect(try text(report).contains("expected response to have status code 201 but got 302"))
    }

    @Test("Without any answer the check could not run, whatever it should fail on", arguments: ["error", "never"])
    func nobody(failOn: String) async throws {
        let server = try LocalServer { _ in [] }
        server.stop()
        let report = try file("report.txt")
        let status = try await check(["--url", server.url, "--fail-on", failOn, "--report", "text=\(report)"])
        #expect(status == .couldNotRun)
        #expect(try text(report).contains("request error"))
    }

    @Test("The check gives up on a server that answers nothing in time")
    func silence() async throws {
        let server = try LocalServer { _ in [.wait(3_000)] }
        defer { server.stop() }
        #expect(try await check(["--url", server.url, "--timeout", "0.1"]) == .couldNotRun)
        #expect(server.requests.count <= 3)
    }

    @Test("The check gives up on a server whose responses never end, and says why")
    func endless() async throws {
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 16)
        let server = try LocalServer { _ in [.send("HTTP/1.1 200 OK\r\n\r\n"), .sendForever(blanks)] }
        defer { server.stop() }
        let report = try file("report.txt")
        let arguments = ["--url", server.url, "--timeout", "20", "--verdict", "all", "--report", "text=\(report)"]
        #expect(try await check(arguments) == .couldNotRun)
        #expect(server.requests.count == 3)
        #expect(try text(report).contains("the body has more than 8388608 bytes"))
        while server.openConnections > 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    @Test(
        "A list of very many rows is judged completely, and its report lists the first of them",
        .timeLimit(.minutes(3)))
    func longList() async throws {
        let rows = (0..<3_000).map { #"{"id":"\#($0)","href":"/c/\#($0)","@type":"Customer","engagedParty":{}}"# }
        let body = Array(("[" + rows.joined(separator: ",") + "]").utf8)
        let server = try LocalServer { request in
            request.method == "GET"
                ? [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"), .sendBytes(body)]
                : [.send("HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n")]
        }
        defer { server.stop() }
        let report = try file("report.txt")
        let arguments = ["--url", server.url, "--kit", "customer", "--report", "text=\(report)"]
        #expect(try await check(arguments) == .failure)
        let text = try text(report)
        #expect(text.contains("2000 more, of which 0 passed and 2000 failed"))
        #expect(text.utf8.count < 2_000_000)
    }

    @Test("A server that answers some requests has failed, and all are sent")
    func someAnswers() async throws {
        let service = try LocalServer { request in
            request.method == "POST" ? [.send("HTTP/1.1 500 \r\nContent-Length: 0\r\n\r\n")] : []
        }
        defer { service.stop() }
        #expect(try await check(["--url", service.url, "--kit", "customer"]) == .failure)
        #expect(service.requests.count == 10)
    }

    @Test("The check gives up on a server that stops answering, and fails")
    func goesSilent() async throws {
        let counter = RequestCounter()
        let server = try LocalServer { _ in
            counter.next() <= 2 ? [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")] : [.wait(1_000)]
        }
        defer { server.stop() }
        let report = try file("report.txt")
        let arguments = ["--url", server.url, "--timeout", "0.1", "--report", "text=\(report)"]
        #expect(try await check(arguments) == .failure)
        #expect(server.requests.count < ConformanceKit.partyInteractionV4.steps.count)
        let text = try text(report)
        #expect(text.contains("Incomplete") && !text.contains("CTK-Customer"))
    }

    @Test("An invalid configuration keeps the check from running")
    func badConfiguration() async throws {
        for text in ["", "{}", #"{"url":"ftp://x/"}"#, #"{"url":7}"#] {
            #expect(try await check(["--config", try file("config.json", text)]) == .couldNotRun)
        }
        #expect(try await check(["--config", directory + "/none.json"]) == .couldNotRun)
        #expect(try await check(["--url", "ftp://x/"]) == .usage)
    }

    @Test("A report that cannot be written is an error before the first request")
    func reportPlaces() async throws {
        let server = try LocalServer { _ in [] }
        defer { server.stop() }
        for path in [directory, directory + "/none/report.txt", "/proc/none/report.txt"] {
            #expect(try await check(["--url", server.url, "--report", "text=\(path)"]) == .couldNotRun)
        }
        #expect(server.requests.isEmpty)
    }

    @Test("A report replaces the file atomically, also at the end of a link, and others may read it")
    func replaced() async throws {
        let (report, link) = (try file("report.txt", String(repeating: "old", count: 10_000)), directory + "/link.txt")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: report)
        #expect(try await check(["--kit", "customer", "--report", "text=\(link)"]) == .success)
        #expect(try text(report).hasPrefix("CTK-Customer-4.0.0") && !text(report).contains("old"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == report)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).sorted() == ["link.txt", "report.txt"])
        let permissions = try FileManager.default.attributesOfItem(atPath: report)[.posixPermissions] as? NSNumber
        #expect((permissions?.intValue ?? 0) & 0o044 == 0o044)
    }

    @Test("An interrupted check ends after its current request, and its report holds everything up to then")
    func interrupted() async throws {
        // The third request is slow, so that the interrupt comes while it is on its way.
        let (started, third) = AsyncStream.makeStream(of: Void.self)
        let counter = RequestCounter()
        let server = try LocalServer { _ in
            guard counter.next() == 3 else {
                return [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
            }
            third.yield()
            return [.wait(700), .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
        }
        defer { server.stop() }
        let report = try file("report.txt")
        let task = Task { try await check(["--url", server.url, "--report", "text=\(report)"]) }
        for await _ in started { break }
        task.cancel()
        #expect(try await task.value == .interrupted)
        #expect(server.requests.count == 3)
        let text = try text(report)
        #expect(text.contains("Requests:   3 total, 0 failed"))
        #expect(text.contains("CTK-Party_Interaction-4.0.0") && !text.contains("CTK-Customer"))
    }

    @Test("A second interrupt ends the request as well")
    func interruptedTwice() async throws {
        let server = try LocalServer { _ in [.wait(5_000)] }
        defer { server.stop() }
        let shield = RequestShield()
        var options = CheckOptions()
        options.url = server.url
        let command = CheckCommand(
            options: options, terminal: Terminal(), shield: shield, program: try TestedProgram.url())
        let task = Task { await command.run() }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        let start = ContinuousClock.now
        shield.abort()
        #expect(await task.value == .interrupted)
        #expect(ContinuousClock.now - start < .seconds(4))
    }
}

private final class RequestCounter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
