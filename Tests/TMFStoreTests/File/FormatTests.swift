import Foundation
import TMFJSON
import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("The format of the files")
struct FormatTests {
    private func write(_ text: some Sequence<UInt8>, to path: String) throws {
        try Data(text).write(to: URL(fileURLWithPath: path))
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    @Test("The example in the documentation is what a store writes")
    func example() async throws {
        let directory = try TemporaryDirectory()
        let store = try FileStore(
            at: directory.path, durability: .everyCommit, options: StoreOptions(), maintenance: FileStoreMaintenance(),
            clock: ContinuousClock(), wallTime: 1_763_726_400, fileSystem: POSIXFileSystem())
        try await store.create(JSONDocument(parsing: #"{"id":"42","name":"Ann"}"#), at: ResourceKey("customer", "42"))
        try await store.close()
        let written = String(decoding: try bytes(directory.path + "/journal-00000001"), as: UTF8.self)
        let text = try Checkout.guide("FileFormat")
        #expect(text.contains("```\n\(written)```"), "\(written)")
    }

    @Test("A store of an earlier version, whose segments do not say who wrote them, opens and goes on")
    func earlierVersion() async throws {
        let directory = try TemporaryDirectory()
        let text = """
            00000027 c681495e {"journal":1,"segment":1,"sequence":0}
            00000070 2c245860 {"commit":1,"durable":0,"changes":[{"collection":"customer","id":"42","document":24}]}
            {"id":"42","name":"Ann"}

            """
        try write(text.utf8, to: directory.path + "/journal-00000001")
        for number in 1...3 {
            let store = try FileStore(at: directory.path)
            #expect(store.recovery.resources == number)
            try await store.create(JSONDocument(parsing: "{}"), at: ResourceKey("customer", "\(number)"))
            try await store.close()
        }
        #expect(try FileStore.verify(directory.path).damages == [])
        #expect(try bytes(directory.path + "/journal-00000001") == Array(text.utf8))
    }

    @Test("A note stands in the line of its commit, and is there again when the store is opened")
    func note() async throws {
        let directory = try TemporaryDirectory()
        let note = try #require(JSONValue(parsing: #"{"event":"7","n":1.50,"deep":[{"a":null}]}"#).objectValue)
        var store = try FileStore(at: directory.path)
        try await store.commit([.create(ResourceKey("customer", "42"), JSONDocument(parsing: "{}"))], note: note)
        try await store.commit([], note: [:])
        try await store.close()
        let written = String(decoding: try bytes(directory.path + "/journal-00000001"), as: UTF8.self)
        let line =
            #""changes":[{"collection":"customer","id":"42","document":2}],"note":{"event":"7","n":1.50,"deep":[{"a":null}]}}"#
        #expect(written.contains(line), "\(written)")
        #expect(written.contains(#""changes":[],"note":{}}"#), "\(written)")
        #expect(try FileStore.verify(directory.path).damages == [])
        store = try FileStore(at: directory.path)
        var iterator = try await store.changes(after: 0).makeAsyncIterator()
        #expect(try await iterator.next()?.note == note)
        #expect(try await iterator.next()?.note == [:])
    }

    @Test("A note that is no object is damage", arguments: ["1", "null", #"["a"]"#])
    func noteOfAnotherKind(_ note: String) throws {
        let directory = try TemporaryDirectory()
        var bytes: [UInt8] = []
        try StoreRecord.append(to: &bytes, Array(#"{"journal":1,"segment":1,"sequence":0}"#.utf8))
        try StoreRecord.append(to: &bytes, Array(#"{"commit":1,"durable":0,"changes":[],"note":\#(note)}"#.utf8))
        try write(bytes, to: directory.path + "/journal-00000001")
        #expect(try FileStore.verify(directory.path).damages.map(\.reason) == ["the record has invalid contents"])
    }

    @Test(
        "Numbers that cannot be counted on from are damage or no names of ours",
        arguments: [Int64.max.magnitude, Int64.max.magnitude + 1, UInt64.max])
    func greatNumbers(_ number: UInt64) throws {
        for member in ["segment", "sequence", "opening", "previousLength"] {
            let directory = try TemporaryDirectory()
            var bytes: [UInt8] = []
            let others = ["segment", "sequence"].filter { $0 != member }.map { #""\#($0)":1,"# }.joined()
            try StoreRecord.append(to: &bytes, Array(#"{"journal":1,\#(others)"\#(member)":\#(number)}"#.utf8))
            try write(bytes, to: directory.path + "/journal-00000001")
            try write(bytes, to: directory.path + "/journal-\(number)")
            try write(bytes, to: directory.path + "/snapshot-\(number)")
            #expect(try FileStore.verify(directory.path).damages.isEmpty == false, "\(member)")
            #expect(throws: StoreError.self) { try FileStore(at: directory.path) }
        }
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
