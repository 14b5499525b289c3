import Foundation
import TMForum
import Testing
import _TMFTestSupport

@testable import tmf

@Suite("tmf openapi")
struct OpenAPICommandTests {
    private let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private func status(_ path: String) -> tmf.ExitStatus {
        OpenAPICommand(options: OpenAPIOptions(output: OutputFile(path: path)), terminal: Terminal()).run()
    }

    @Test("The file has the document of the service with its default configuration, and ends with a line feed")
    func file() throws {
        let path = temporary.path + "/openapi.json"
        try Data("older".utf8).write(to: URL(fileURLWithPath: path))
        #expect(status(path) == .success)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.last == UInt8(ascii: "\n"))
        let document = try JSONValue(parsing: bytes)
        let service = APIService(store: InMemoryStore())
        #expect(document == service.openAPI(title: "TM Forum APIs", version: Version.current))
    }

    @Test("A file that cannot be written is an error")
    func unwritable() {
        #expect(status(temporary.path) == .cannotCreate)
        #expect(status(temporary.path + "/none/openapi.json") == .cannotCreate)
    }

    @Test("Two runs of the program write the same document, without a file to the standard output")
    func program() throws {
        func output() throws -> Data {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = try TestedProgram.url()
            process.arguments = ["openapi"]
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return data
        }
        let first = try output()
        #expect(try JSONValue(parsing: [UInt8](first))["openapi"] == "3.1.0")
        #expect(try output() == first)
    }
}
