import Foundation
import TMFJSON
import TMFStore
import TestSupport
import Testing

@Suite("The format of the files")
struct FormatTests {
    private func write(_ text: some Sequence<UInt8>, to path: String) throws {
        try Data(text).write(to: URL(fileURLWithPath: path))
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    @Test("The example in the documentation is what a store writes")
    func example() async throws {
        let directory = try TemporaryDirectory()
        let store = try FileStore(at: directory.path)
        try await store.create(JSONDocument(parsing: #"{"id":"42","name":"Ann"}"#), at: ResourceKey("customer", "42"))
        try await store.close()
        let written = String(decoding: try bytes(directory.path + "/journal-00000001"), as: UTF8.self)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Documentation/FileFormat.md"), encoding: .utf8)
        #expect(text.contains("```\n\(written)```"), "\(written)")
    }

    @Test("Damage is told from a torn end however many commits follow it", arguments: 2...6, [true, false])
    func damagedInTheMiddle(following: Int, isSynchronizedLate: Bool) async throws {
        let directory = try TemporaryDirectory()
        let store = try FileStore(at: directory.path, durability: isSynchronizedLate ? .none : .everyCommit)
        for number in 0...following {
            try await store.create(JSONDocument(parsing: "{}"), at: ResourceKey("a", "\(number)"))
            if number + 1 == following { try await store.synchronize() }
        }
        try await store.close()
        let path = directory.path + "/journal-00000001"
        var journal = try bytes(path)
        let place = try #require(Data(journal).range(of: Data(#""id":"0""#.utf8)))
        journal[place.lowerBound + 6] ^= 1
        try write(journal, to: path)
        #expect(throws: StoreError.self) { try FileStore(at: directory.path) }
        #expect(try FileStore.verify(directory.path).damages.count > 0)
    }
}
