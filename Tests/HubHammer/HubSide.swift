import Foundation
import TMFEvents
import TMFJSON
import TMFModels
import TMFStore

/// The process with the store and the hub: it commits as fast as it can, and writes down every acknowledged commit.
///
/// A line is `sequence id=content …`, with the events of the commit as the author of the change expects them.
struct HubSide: Sendable {
    let directory: String
    let port: UInt16

    /// The pace of the hub, with small windows so that all limits are met.
    static var policy: DeliveryPolicy {
        var policy = DeliveryPolicy()
        policy.backOff = .milliseconds(2)...(.milliseconds(20))
        policy.restartSpread = .zero
        policy.timeout = .seconds(5)
        policy.queuedEvents = 64
        policy.checkpointInterval = .milliseconds(20)
        policy.eventsPerCheckpoint = 64
        return policy
    }

    /// Opens the store, which keeps all commits, in several segments and through compactions.
    static func store(in directory: String) throws -> FileStore {
        try FileStore(
            at: directory + "/store", durability: .everyCommit, options: StoreOptions(history: 10_000_000),
            maintenance: FileStoreMaintenance(segmentSize: 1 << 18, compactionThreshold: 1 << 20))
    }

    static func hub(_ store: FileStore) throws -> EventHub {
        EventHub(
            store: store, sender: SocketSender(), policy: policy, callbacks: .any, keys: [try HubHammer.key()])
    }

    /// Commits and delivers until SIGTERM, or delivers everything that has happened so far.
    func run(isDraining: Bool) async throws {
        // The signal is waited for.
        _ = signal(SIGTERM, SIG_IGN)
        let store = try Self.store(in: directory)
        let hub = try Self.hub(store)
        try await register(hub)
        let last = try await store.commit([]).sequence
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await hub.run() }
            if isDraining {
                group.addTask { try await wait(for: hub, toReach: EventCursor(after: last)) }
            } else {
                group.addTask { await waitForTermination() }
                let ledger = try Logbook(directory + "/ledger")
                for worker in 0..<8 {
                    group.addTask { try await work(store, ledger, name: "\(last)-\(worker)") }
                }
            }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
        try await store.close()
    }

    private func register(_ hub: EventHub) async throws {
        let existing = try await hub.subscriptions().map(\.callback.description)
        for listener in ListenerKind.allCases {
            let callback = "http://127.0.0.1:\(port)/\(listener)"
            guard !existing.contains(callback) else { continue }
            _ = try await hub.register(
                SubscriptionRequest(callback: callback, query: listener.query, delivery: listener.delivery))
        }
    }

    private func wait(for hub: EventHub, toReach cursor: EventCursor) async throws {
        for subscription in try await hub.subscriptions() {
            while try await hub.state(of: subscription.id).map({ $0.cursor < cursor }) ?? true {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    private func waitForTermination() async {
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        let signals = AsyncStream { continuation in source.setEventHandler { continuation.yield() } }
        source.resume()
        for await _ in signals { break }
        source.cancel()
    }

    // MARK: - Load

    /// Creates, changes and deletes resources, one or two at a time.
    private func work(_ store: FileStore, _ ledger: Logbook, name: String) async throws {
        var number = 0
        while !Task.isCancelled {
            let id = "\(name)-\(number)"
            let collections = [["customer"], ["partyInteraction"], ["customer", "partyInteraction"]][number % 3]
            let marks = number % 2 == 0 ? ["even", "odd"] : ["odd", "even"]
            for step in 0..<4 {
                let note = "\(id)-\(step)"
                var changes: [StoreChange] = []
                var events: [String] = []
                for (place, collection) in collections.enumerated() {
                    let key = ResourceKey(CollectionName(rawValue: collection), id)
                    let status = ["new", "open", "done", "done"][step]
                    for letter in ["c", "s", "sa", "d"][step] {
                        events.append("\(note)-\(place)\(letter)=\(collection)/\(id)/\(status)")
                    }
                    guard step < 3 else {
                        changes.append(.delete(key, revision: nil))
                        continue
                    }
                    let document = try JSONDocument(
                        parsing: JSONValue.object([
                            "id": .string(id), Self.mark(of: collection): .string(marks[step / 2]),
                            "status": .string(status), "pad": .string(String(repeating: "p", count: number % 400)),
                        ]).serialized())
                    changes.append(step == 0 ? .create(key, document) : .replace(key, document, revision: nil))
                }
                let commit = try await store.commit(changes, note: EventNote(id: note, time: .now()).json)
                ledger.add("\(commit.sequence) \(events.joined(separator: " "))")
            }
            number += 1
        }
    }

    /// The attribute that the query of a listener compares.
    static func mark(of collection: String) -> String { collection == "customer" ? "name" : "description" }
}

/// The listeners of the test.
enum ListenerKind: String, CaseIterable, Sendable {
    /// Receives all events, one after the other.
    case all
    /// Receives all events, those of different resources at the same time.
    case resources
    /// Receives the events of resources with a mark, about half of them.
    case marked

    var query: String { self == .marked ? "customer.name=even;partyInteraction.description=even" : "" }

    var concurrency: Int { self == .resources ? 8 : 1 }

    var delivery: JSONValue? {
        self == .resources ? ["order": "resource", "concurrency": .number(JSONNumber(concurrency))] : nil
    }
}
