import Foundation
import TMFSQLite
import TMForum

/// A program that prints the figures of the guide `Storage`, for the store in SQLite or for a file store.
///
/// `swift run -c release --package-path Tests/SQLiteStore measure sqlite|files [RESOURCES]`
@main
struct Measure {
    private static let interactions: CollectionName = "partyInteraction"
    private static let questions: KeyValuePairs<String, String> = [
        "page of 20 in the order of creation": "limit=20", "party": "relatedParty.id=PARTY&limit=20",
        "status and party": "status=open&relatedParty.id=PARTY&limit=20",
        "last 20 by date": "sort=-creationDate&limit=20",
        "week in order": "interactionDate.startDateTime>=2026-03-02T00:00:00Z"
            + "&interactionDate.startDateTime<2026-03-09T00:00:00Z&sort=interactionDate.startDateTime&limit=20",
        "scan": "note.text.contains=nothing&limit=20",
    ]

    private let store: any ResourceStore
    private var text = InteractionText(seed: 683)
    private var bytes = 0

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
        let directory = FileManager.default.temporaryDirectory.appending(path: "measure-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let isFileStore = arguments.first == "files"
        func open() throws -> any ResourceStore {
            isFileStore
                ? try FileStore(at: directory.path) : try SQLiteStore(at: directory.appending(path: "store").path)
        }
        print("memory before: \(memory) MB")
        var measure = Measure(store: try open())
        try await measure.load(count)
        print("memory after loading: \(memory) MB")
        try await measure.read(count)
        try await measure.create(count)
        print("memory at the end: \(memory) MB; files: \(try size(of: directory)) MB")
        try await (measure.store as? FileStore)?.close()
        let start = ContinuousClock.now
        _ = try await open().resources(in: interactions, matching: ResourceQuery(page: Page(limit: 1)))
        print("opening and the first page: \(Int(start.duration(to: .now) / .milliseconds(1))) ms")
    }

    private init(store: any ResourceStore) { self.store = store }

    /// Returns the total length of the files in a directory in MB.
    private static func size(of directory: URL) throws -> Int {
        let files = try FileManager.default.contentsOfDirectory(
            at: directory, includingPropertiesForKeys: [.fileSizeKey])
        return try files.reduce(0) { $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) } / 1_000_000
    }

    /// The memory of the process in MB, if the system reports it.
    private static var memory: Int {
        let sizes = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return sizes.dropFirst().first.flatMap { Int($0) }.map { $0 * 4_096 / 1_000_000 } ?? 0
    }

    /// Prints the median time of a call.
    private static func measure(_ name: String, _ calls: Int, _ call: (Int) async throws -> Void) async throws {
        let clock = ContinuousClock()
        var times: [Duration] = []
        for turn in 0..<calls { times.append(try await clock.measure { try await call(turn) }) }
        times.sort()
        let median = Int(times[calls / 2] / .nanoseconds(100))
        print("\(name): \(median / 10).\(median % 10) us")
    }

    private mutating func next(_ number: Int) throws -> StoreChange {
        let document = try JSONDocument(parsing: text.next(number: number))
        bytes += document.bytes.count
        return .create(ResourceKey(Self.interactions, InteractionText.id(number)), document)
    }

    private mutating func load(_ count: Int) async throws {
        let start = ContinuousClock.now
        for first in stride(from: 0, to: count, by: 1_000) {
            var changes: [StoreChange] = []
            for number in first..<min(first + 1_000, count) { changes.append(try next(number)) }
            try await store.commit(changes)
        }
        let rate = Int(Double(count) / (start.duration(to: .now) / .seconds(1)))
        print("load: \(rate) resources a second of \(bytes / count) bytes")
    }

    private func read(_ count: Int) async throws {
        var random = SeededGenerator(seed: 630)
        let keys = (0..<2_000).map { _ in
            ResourceKey(Self.interactions, InteractionText.id(random.number(0...count - 1)))
        }
        try await Self.measure("get", 2_000) { _ = try await store.resource(for: keys[$0]) }
        try await Self.measure("100 keys", 20) {
            _ = try await store.resources(for: Array(keys[$0 * 100..<$0 * 100 + 100]))
        }
        for (name, query) in Self.questions {
            try await Self.measure(name, name == "scan" ? 3 : 100) { turn in
                let text = query.replacing("PARTY", with: "\(1_000 + turn * 89)")
                _ = try await store.resources(in: Self.interactions, matching: ResourceQuery(parsing: text))
            }
        }
    }

    private mutating func create(_ count: Int) async throws {
        let changes = try (0..<500).map { try next(count + $0) }
        try await Self.measure("durable creation", 500) { _ = try await store.commit([changes[$0]]) }
    }
}
