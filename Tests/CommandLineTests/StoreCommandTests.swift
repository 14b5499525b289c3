import Foundation
import TMForum
import Testing

@testable import tmf

@Suite("tmf store and tmf check --store")
struct StoreCommandTests {
    private let terminal = Terminal()

    private func directory() -> String { FileManager.default.temporaryDirectory.path + "/tmf-\(UUID().uuidString)" }

    private func run(_ arguments: String...) async throws -> tmf.ExitStatus {
        switch try CommandLineParser.parse(arguments) {
        case .store(let options): await StoreCommand(options: options, terminal: terminal).run()
        case .check(let options): await CheckCommand(options: options, terminal: terminal).run()
        default: .usage
        }
    }

    private func write(_ text: String) throws -> String {
        let path = directory() + ".ndjson"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("Both kits pass with a file store, twice in a row on the same directory")
    func checkTwice() async throws {
        let directory = directory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for _ in 0..<2 { #expect(try await run("check", "--store", "file:\(directory)") == .success) }
        #expect(try await run("store", "verify", directory) == .success)
    }

    @Test("What was exported can be imported, whatever the documents and the identifiers")
    func roundTrip() async throws {
        let documents = [
            ("a", "1", #"{"id":"1","n":1.10,"text":"é\n"}"#), ("a", "é/..", "{\n  \"pretty\" : [ 1,\r\n 2 ]\n}"),
            ("b", "", "[]"), ("Ä", "x", #""scalar""#),
        ]
        for (collection, id, text) in documents {
            let key = ResourceKey(CollectionName(rawValue: collection), id)
            let resource = StoredResource(key: key, revision: 1, document: try JSONDocument(parsing: text))
            let line = StoreLine.text(of: resource)
            #expect(!line.contains("\n") && !line.contains("\r"))
            let read = try StoreLine.resources(in: ResourceFile.documents(in: Array(line.utf8)), collection: nil)
            #expect(read.map(\.key) == [key])
            let unbroken = text.replacingOccurrences(of: "\r", with: " ").replacingOccurrences(of: "\n", with: " ")
            #expect(read.first?.document.bytes == Array(unbroken.utf8))
        }
    }

    @Test("Plain resources are imported under their ids, and none twice")
    func importPlain() async throws {
        let (directory, file) = (directory(), try write(#"{"id":"1"}"# + "\n" + #"{"id":"2"}"# + "\n"))
        defer { for path in [directory, file] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(try await run("store", "import", directory, file, "--collection", "customer") == .success)
        #expect(try await run("store", "import", directory, file, "--collection=customer") == .dataError)
        let store = try FileStore(at: directory)
        #expect(try await store.resources(in: "customer", matching: ResourceQuery()).total == 2)
        #expect(try await run("store", "export", directory) == .temporaryFailure)
        try await store.close()
        #expect(try await run("store", "export", directory) == .success)
    }

    @Test(
        "A file that holds something else is refused",
        arguments: [#"{"id":"1"}"#, #"{"collection":"a","id":1,"document":{}}"#, #"{"collection":"a","id":"1"}"#, "["])
    func importNonsense(text: String) async throws {
        let (directory, file) = (directory(), try write(text))
        defer { for path in [directory, file] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(try await run("store", "import", directory, file) == .dataError)
    }

    @Test("A directory without a store is refused", arguments: ["verify", "repair", "export"])
    func missing(action: String) async throws {
        let directory = directory()
        #expect(try await run("store", action, directory) == .noInput)
        #expect(!FileManager.default.fileExists(atPath: directory))
    }

    @Test("Damage is reported, and repair makes a store that opens again and keeps the old files")
    func repair() async throws {
        let (directory, file) = (directory(), try write((0..<9).map { #"{"id":"\#($0)"}"# }.joined(separator: "\n")))
        defer { for path in [directory, file] { try? FileManager.default.removeItem(atPath: path) } }
        for collection in ["a", "b", "c"] {
            #expect(try await run("store", "import", directory, file, "--collection", collection) == .success)
        }
        let journal = URL(fileURLWithPath: directory + "/journal-00000002")
        var bytes = try Data(contentsOf: journal)
        let place = try #require(bytes.range(of: Data(#""collection":"b""#.utf8))).lowerBound
        bytes[place + 14] = UInt8(ascii: "x")
        try bytes.write(to: journal)
        #expect(throws: StoreError.self) { try FileStore(at: directory) }
        #expect(try await run("store", "verify", directory) == .dataError)
        #expect(try await run("store", "repair", directory) == .success)
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory + "/damaged-1/journal-00000002")) == bytes)
        #expect(try await run("store", "verify", directory) == .success)
        let store = try FileStore(at: directory)
        #expect(store.collections == ["a", "c"])
        #expect(try await store.commit([]).sequence == 4)
    }

    @Test("A store is exported without being changed")
    func exportChangesNothing() async throws {
        let (directory, file) = (directory(), try write(#"{"id":"1"}"#))
        defer { for path in [directory, file] { try? FileManager.default.removeItem(atPath: path) } }
        #expect(try await run("store", "import", directory, file, "--collection", "a") == .success)
        func files() throws -> [String: Data] {
            try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0 != "lock" }
                .reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: "\(directory)/\($1)") }
        }
        let before = try files()
        #expect(before.count == 2)
        for action in ["export", "verify", "repair"] {
            #expect(try await run("store", action, directory) == .success)
            #expect(try files() == before, "\(action)")
        }
    }

    @Test(
        "Invalid arguments are refused",
        arguments: [
            ["store"], ["store", "burn", "d"], ["store", "verify"], ["store", "verify", "d", "e"],
            ["store", "verify", "d", "--collection", "c"], ["store", "import", "d", "f", "g"],
            ["store", "export", "-x"],
            ["store", "export", "d", "--collection"], ["check", "--store"], ["check", "--store", "file:"],
            ["check", "--store", "disk"],
        ])
    func usage(arguments: [String]) {
        #expect(throws: UsageError.self) { try CommandLineParser.parse(arguments) }
    }
}
