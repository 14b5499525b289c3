import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFStore
import _TMFTestSupport

/// The measurement of the engine on one processor, without a network.
struct EngineSpeed {
    /// What is measured.
    enum Work: String, CaseIterable {
        case one = "one listener of everything"
        case all = "100 listeners of everything"
        case own = "100 listeners with different conditions"
        case oneSigned = "one listener of everything, with body and signature"
        case allSigned = "100 listeners of everything, with body and signature"

        /// The number of events or deliveries per second to reach.
        var target: Double {
            switch self {
            case .one, .all: 100_000
            // Every condition is compared with every event.
            case .own: 10_000
            case .oneSigned, .allSigned: 50_000
            }
        }

        fileprivate var listeners: Int {
            switch self {
            case .one, .oneSigned: 1
            case .all, .allSigned, .own: 100
            }
        }

        /// The number of commits in a round.
        fileprivate var commits: Int { self == .all || self == .allSigned ? 500 : 20_000 }

        fileprivate var isSigned: Bool { self == .oneSigned || self == .allSigned }
    }

    private let hub: EventHub
    private let commits: [StoreCommit]

    private init() throws {
        hub = EventHub(
            store: InMemoryStore(), sender: SilentSender(), keys: [HubKey.random()])
        commits = try Self.commits(count: Work.allCases.map(\.commits).max() ?? 0)
    }

    /// Measures every work in every round, and prints the medians.
    ///
    /// - Parameter rounds: The number of rounds.
    /// - Returns: `true` if all targets are reached.
    /// - Throws: An error if the engine does not deliver every event.
    static func run(rounds: Int) async throws -> Bool {
        let speed = try EngineSpeed()
        var samples: [Work: [Double]] = [:]
        // The first round warms up and does not count.
        for round in 0...rounds {
            for work in Work.allCases {
                let rate = try await speed.rate(of: work)
                if round > 0 { samples[work, default: []].append(rate) }
            }
        }
        var isFine = true
        for work in Work.allCases {
            let sorted = samples[work, default: []].sorted()
            let median = sorted[sorted.count / 2]
            print("  \(work.rawValue): \(Int(median)) per second, target \(Int(work.target))")
            if median < work.target { isFine = false }
        }
        return isFine
    }

    /// Returns commits that create and change resources, with one event each.
    private static func commits(count: Int) throws -> [StoreCommit] {
        var commits: [StoreCommit] = []
        var former: StoredResource?
        for number in 0..<count {
            let id = String(number / 2)
            let key = ResourceKey("partyInteraction", id)
            let document = try JSONDocument(
                parsing: Array(
                    """
                    {"id":"\(id)","href":"/tmf-api/partyInteraction/v4/partyInteraction/\(id)","status":"open",\
                    "description":"The customer asks why the bill is higher than that of the month before",\
                    "reason":"r\(number % 100)","direction":"inbound","creationDate":"2024-02-29T12:34:56.789Z",\
                    "channel":[{"id":"7","name":"Call centre","role":"inbound","@type":"ChannelRef"}],\
                    "relatedParty":[{"id":"42","name":"Ada Example","role":"customer","@referredType":"Individual"},\
                    {"id":"17","name":"Agent 17","role":"agent","@referredType":"Individual"}],\
                    "note":[{"author":"Agent 17","date":"2024-02-29T12:40:00Z","text":"Roaming in the first week"}],\
                    "@type":"PartyInteraction"}
                    """.utf8))
            let sequence = UInt64(number + 1)
            commits.append(
                StoreCommit(
                    sequence: sequence,
                    changes: [StoreCommit.Change(key: key, document: document, previous: former)],
                    note: EventNote(id: "n\(number)", time: .now()).json))
            former = number % 2 == 0 ? StoredResource(key: key, revision: sequence, document: document) : nil
        }
        return commits
    }

    /// Returns the number of deliveries per second.
    private func rate(of work: Work) async throws -> Double {
        var engine = DeliveryEngine(
            policy: hub.policy, rules: hub.rules, tail: 0, wallTime: .now(), random: SplitMix64(seed: 1))
        for number in 0..<work.listeners {
            let query = work == .own ? "partyInteraction.reason=r\(number)" : ""
            engine.take(
                Subscription(
                    id: "s\(number)", callback: try CallbackURL("https://host\(number).example.com/listener"),
                    query: try EventQuery(parsing: query), created: .now()),
                startingAfter: EventCursor(after: 0))
        }
        let clock = ContinuousClock()
        let start = clock.now
        var deliveries = 0
        var place = 0
        while place < work.commits {
            engine.advance(to: clock.now - start, wallTime: .now())
            let end = min(place + hub.policy.commitsPerRead, work.commits)
            for commit in commits[place..<end] { engine.take(commit) }
            place = end
            deliveries += try await deliver(&engine, isSigned: work.isSigned)
        }
        guard deliveries == work.commits * (work == .own ? 1 : work.listeners) else {
            throw Violation("error", "\(deliveries) deliveries for \(work)")
        }
        return Double(deliveries) / ((clock.now - start) / .seconds(1))
    }

    /// Delivers what the engine has, and returns the number of deliveries.
    private func deliver(_ engine: inout DeliveryEngine, isSigned: Bool) async throws -> Int {
        var count = 0
        var revision: UInt64 = 0
        var actions = engine.takeActions()
        while !actions.isEmpty {
            var next: [DeliveryEngine.Action] = []
            for action in actions {
                switch action {
                case .send(let attempt):
                    engine.take(isSigned ? await hub.deliver(attempt) : .acknowledged, of: attempt.id)
                    count += 1
                case .write(let checkpoint):
                    revision += 1
                    engine.take(checkpoint, writtenAs: revision)
                case .read(let id, let sequence, let count):
                    let first = Int(sequence)
                    engine.take(Array(commits[first..<min(first + count, commits.count)]), for: id)
                default: continue
                }
                next += engine.takeActions()
            }
            actions = next
        }
        return count
    }
}

/// A sender that sends nothing.
private struct SilentSender: EventSender {
    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        APIResponse(status: 204)
    }
}
