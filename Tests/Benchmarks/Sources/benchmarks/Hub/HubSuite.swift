import Foundation
import Synchronization
import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFService
import TMFStore

/// The hub in process, with a sender that sends nothing.
struct HubSuite {
    private static let collection: CollectionName = "partyInteraction"

    private let options: Options

    /// Creates the suite.
    ///
    /// - Parameter options: How much to measure.
    init(_ options: Options) { self.options = options }

    /// Measures everything in every round.
    ///
    /// - Returns: The report.
    /// - Throws: The error of a store or of the hub.
    func run() async throws -> HubReport {
        var samples: [HubWork: [Double]] = [:]
        // The first round warms up and does not count.
        for round in 0...options.rounds {
            let count = min(options.resources, 10_000)
            var measured: [HubWork: Double] = [
                .posts: try await posts(),
                .oneListener: try await rate(listeners: 1, commits: count),
                .manyListeners: try await rate(listeners: 100, commits: max(count / 20, 10)),
            ]
            (measured[.backlog], measured[.backlogMemory]) = try await backlog()
            let alone = try await latency(dead: 0)
            measured[.latency] = alone
            measured[.besideDead] = try await latency(dead: 1_000) / alone
            guard round > 0 else { continue }
            for (work, value) in measured { samples[work, default: []].append(value) }
        }
        return HubReport(
            commits: options.resources, rounds: options.rounds,
            figures: HubWork.allCases.compactMap { work in
                guard let values = samples[work]?.sorted(), !values.isEmpty else { return nil }
                return HubFigure(
                    work: work, value: (values[values.count / 2] + values[(values.count - 1) / 2]) / 2)
            })
    }

    private func hub(_ store: any ResourceStore, _ sender: NullSender) throws -> EventHub {
        var policy = DeliveryPolicy()
        policy.subscriptions = 10_000
        policy.subscriptionsPerOwner = 10_000
        // How long a listener that does not respond takes up a place; a usual connection times out later.
        policy.connectTimeout = .milliseconds(200)
        return EventHub(store: store, sender: sender, policy: policy, keys: [HubKey.random()])
    }

    private func register(_ hub: EventHub, _ name: String) async throws {
        _ = try await hub.register(SubscriptionRequest(callback: "https://\(name).example/\(name.prefix(4))"))
    }

    private func commit(_ store: any ResourceStore, _ number: Int, _ texts: inout InteractionText) async throws {
        let document = try JSONDocument(parsing: Array(texts.next(number: number).utf8))
        try await store.commit(
            [.create(ResourceKey(Self.collection, String(number)), document)],
            note: EventNote(id: String(number), time: .now()).json)
    }

    private func whileRunning(_ hub: EventHub, _ body: () async throws -> Void) async throws {
        let run = Task { try await hub.run() }
        try await body()
        run.cancel()
        try await run.value
    }

    /// Returns the rate of POST with a hub and 1,000 subscriptions, over the rate without a hub.
    ///
    /// Short runs of both take turns, so that both have the same share of what else the machine does.
    private func posts() async throws -> Double {
        let (plain, announced) = (InMemoryStore(), InMemoryStore())
        let hub = try hub(announced, NullSender())
        for number in 0..<1_000 { try await register(hub, "well\(number)") }
        let services = [APIService(store: plain), APIService(store: announced, hub: hub)]
        var texts = InteractionText(seed: 9)
        var times = [Duration.zero, .zero]
        for turn in 0..<100 {
            let requests = (0..<100).map { _ in ServiceRequests.post(Array(texts.nextBody().utf8)) }
            for place in turn % 2 == 0 ? [0, 1] : [1, 0] {
                times[place] += try await time(of: requests, services[place])
            }
        }
        return times[0] / times[1]
    }

    private func time(of requests: [APIRequest], _ service: APIService) async throws -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        for request in requests {
            let status = await service.respond(to: request).status
            guard status == 201 else { throw HubMismatch(status: status) }
        }
        return clock.now - start
    }

    /// Returns the number of deliveries a second from the feed of a store in memory.
    private func rate(listeners: Int, commits: Int) async throws -> Double {
        let store = InMemoryStore(options: StoreOptions(history: commits + listeners + 1_000, historyBytes: 1 << 30))
        let sender = NullSender()
        let hub = try hub(store, sender)
        for number in 0..<listeners { try await register(hub, "well\(number)") }
        var texts = InteractionText(seed: 7)
        for number in 0..<commits { try await commit(store, number, &texts) }
        let clock = ContinuousClock()
        var time = Duration.zero
        try await whileRunning(hub) {
            let start = clock.now
            await sender.wait(for: commits * listeners)
            time = clock.now - start
        }
        return Double(commits * listeners) / (time / .seconds(1))
    }

    /// Returns the number of events a second from the files of a store, and the growth of the memory in MiB.
    private func backlog() async throws -> (Double, Double) {
        let workspace = try Workspace()
        defer { workspace.removeAll() }
        let store = try FileStore(
            at: workspace.path("store"), durability: .interval(.seconds(1)),
            options: StoreOptions(indexes: .none, history: .max, historyBytes: 1 << 20))
        let sender = NullSender()
        let hub = try hub(store, sender)
        try await register(hub, "well")
        let key = ResourceKey(Self.collection, "1")
        for number in 0..<options.resources {
            // One resource, so that the store itself stays small.
            let document = try JSONDocument(parsing: #"{"id":"1","status":"open","reason":"\#(number)"}"#)
            try await store.commit(
                [number == 0 ? .create(key, document) : .replace(key, document, revision: nil)],
                note: EventNote(id: String(number), time: .now()).json)
        }
        let clock = ContinuousClock()
        var time = Duration.zero
        let before = MemoryProbe.resident() ?? 0
        try await whileRunning(hub) {
            let start = clock.now
            await sender.wait(for: options.resources)
            time = clock.now - start
        }
        let growth = Double((MemoryProbe.resident() ?? 0) - before) / Double(1 << 20)
        try await store.close()
        return (Double(options.resources) / (time / .seconds(1)), growth)
    }

    /// Returns the 99th percentile of the time from a commit to its arrival at ten listeners, in milliseconds.
    private func latency(dead: Int) async throws -> Double {
        let store = InMemoryStore()
        let clock = ContinuousClock()
        let starts = Mutex<[String: ContinuousClock.Instant]>([:])
        let times = Mutex<[Double]>([])
        let sender = NullSender { body in
            guard let id = (try? JSONDocument(parsing: body))?.root["eventId"]?.stringValue,
                let start = starts.withLock({ $0[id] })
            else { return }
            let time = (clock.now - start) / .milliseconds(1)
            times.withLock { $0.append(time) }
        }
        let hub = try hub(store, sender)
        for number in 0..<10 { try await register(hub, "well\(number)") }
        for number in 0..<dead { try await register(hub, "dead\(number)") }
        var texts = InteractionText(seed: 8)
        let count = 200
        try await whileRunning(hub) {
            // Until the hub has seen which listeners are dead.
            for number in 0..<300 {
                try await commit(store, -1 - number, &texts)
                try await Task.sleep(for: .milliseconds(10))
            }
            await sender.wait(for: 10 * 300)
            for number in 0..<count {
                starts.withLock { $0["\(number)-0c"] = clock.now }
                try await commit(store, number, &texts)
                try await Task.sleep(for: .milliseconds(10))
            }
            await sender.wait(for: 10 * count)
        }
        let sorted = times.withLock { $0.sorted() }
        return sorted[sorted.count * 99 / 100]
    }
}

/// A response that is not the expected one.
struct HubMismatch: Error, CustomStringConvertible {
    /// Its status.
    let status: Int

    /// The problem in one sentence.
    var description: String { "a POST was answered with \(status)" }
}
