import Foundation
import TMFConformance
import TMForum
import Testing

@testable import tmf

@Suite("The end of tmf check", .serialized)
struct CheckEndTests {
    private static func start(_ arguments: [String], _ output: Any) throws -> RunningProcess {
        let process = Process()
        process.executableURL = try TestedProgram.url()
        process.arguments = ["check"] + arguments
        #if canImport(Glibc)
        // A child process would inherit the signals that the tests ignore.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--default-signal=PIPE", try TestedProgram.url().path, "check"] + arguments
        #endif
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        return try RunningProcess(process)
    }

    @Test("A check runs to its end even if its output has no reader any more")
    func closedOutput() async throws {
        let service = APIService(store: InMemoryStore())
        let server = try LocalServer(service)
        defer { server.stop() }
        let pipe = Pipe()
        let process = try Self.start(["--url", server.url, "--kit", "customer", "--verdict", "sound"], pipe)
        try pipe.fileHandleForReading.close()
        let end = await process.end()
        #expect(end.reason == .exit && end.status == 0)
        #expect(server.requests.contains { $0.method == "DELETE" })
        let rows = await service.respond(to: APIRequest(.get, "/tmf-api/customerManagement/v4/customer"))
        #expect(String(decoding: rows.body, as: UTF8.self) == "[]")
    }

    @Test("A check that is told to end cleans up, whatever the signal", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signals(number: Int32) async throws {
        let server = try LocalServer { _ in
            [.wait(100), .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]
        }
        defer { server.stop() }
        let process = try Self.start(["--url", server.url], FileHandle.nullDevice)
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        kill(process.processIdentifier, number)
        let end = await process.end()
        #expect(end.reason == .exit && end.status == 130)
    }

    @Test("After a second interrupt no request is sent, and the report names what is left")
    func aborted() async throws {
        let service = APIService(store: InMemoryStore())
        let shield = RequestShield()
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                if request.method == .patch { shield.abort() }
                return try await shield.run { await service.respond(to: request) }
            }, by: .sound)
        let ids = report.steps.filter { $0.method == .post && $0.status == 201 }.count
        #expect(ids > 0)
        let note = try #require(
            report.notes.first { $0.hasPrefix("The run could not remove resources that it created: ") })
        #expect(note.count > 42)
        await #expect(throws: CancellationError.self) { try await shield.run { APIResponse(status: 200) } }
    }
}
