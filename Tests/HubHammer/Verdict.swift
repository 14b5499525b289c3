import Foundation
import TMFEvents
import TMFJSON
import TMFModels
import TMFStore

/// The comparison of what happened, according to the ledger and the store, with what arrived.
struct Verdict {
    /// An event that must arrive.
    private struct Expected {
        let id: String
        let commit: UInt64
        let content: String
        let digest: String
        let isMarked: Bool
    }

    private(set) var problems: [String] = []
    private let kills: Int
    private var (lost, disordered, duplicates, bound) = (0, 0, 0, 0)

    var isGood: Bool { problems.isEmpty }

    var summary: String {
        "\(kills) kills, \(lost) lost, \(disordered) out of order, \(duplicates) duplicates (bound \(bound))"
    }

    init(of directory: String, hubKills: Int, listenerKills: Int) async throws {
        kills = hubKills + listenerKills
        let store = try HubSide.store(in: directory)
        let events = try await Self.events(of: store)
        let ledger = try Logbook.lines(directory + "/ledger")
        let log = try Logbook.lines(directory + "/log")
        compare(events, ledger)
        let hub = try HubSide.hub(store)
        for kind in ListenerKind.allCases {
            let expected = kind == .marked ? events.filter(\.isMarked) : events
            let lines = log.filter { $0.first == kind.rawValue }
            let id = compare(expected, lines, kind)
            let number = try await hub.state(of: id)?.number
            if number != UInt64(expected.count) { problems.append("\(kind): the state has number \(number ?? 0)") }
        }
        try await store.close()
        limitDuplicates(hubKills, listenerKills, drops: log.count { $0.last == "dropped" })
        if log.contains(where: { ListenerKind(rawValue: $0[0]) == nil }) { problems.append("a line of no listener") }
        if ledger.count < 5 * hubKills { problems.append("only \(ledger.count) commits") }
    }

    /// Returns all events of the store.
    private static func events(of store: FileStore) async throws -> [Expected] {
        // The feed goes on forever, so it is read up to this event.
        try await store.commit(
            [.create(ResourceKey("customer", "end"), JSONDocument(parsing: #"{"id":"end"}"#))],
            note: EventNote(id: "end", time: nil).json)
        var events: [Expected] = []
        for try await event in try await store.events(after: EventCursor(after: 0)) {
            guard event.id != "end-0c" else { break }
            let body = event.serialized()
            let collection = event.key.collection.rawValue
            let mark = event.document?.root[HubSide.mark(of: collection)]?.stringValue
            let status = event.document?.root["status"]?.stringValue
            events.append(
                Expected(
                    id: event.id, commit: event.cursor.commit,
                    content: "\(collection)/\(event.key.id)/\(status ?? "")",
                    digest: SHA256.digest(body.span).hexadecimal, isMarked: mark == "even"))
        }
        return events
    }

    /// Compares the events of the store with what the authors of the commits expect.
    private mutating func compare(_ events: [Expected], _ ledger: [[String]]) {
        let byCommit = Dictionary(grouping: events, by: \.commit)
        for line in ledger {
            let found = UInt64(line[0]).flatMap { byCommit[$0] } ?? []
            guard found.map({ "\($0.id)=\($0.content)" }) != Array(line.dropFirst()) else { continue }
            lost += 1
            problems.append("the store has other events than \(line.joined(separator: " "))")
        }
    }

    /// Compares the events that must arrive with those that did, and returns the identifier of the subscription.
    private mutating func compare(_ expected: [Expected], _ lines: [[String]], _ kind: ListenerKind) -> String {
        let subscription = lines.first.map { $0[1] } ?? ""
        var places: [String: Int] = [:]
        for (place, event) in expected.enumerated() { places[event.id] = place }
        var seen: Set<String> = []
        /// The places of the last first arrivals, by what is kept in order.
        var last: [Substring: Int] = [:]
        for line in lines {
            guard line.count == 7, let place = places[line[2]] else {
                problems.append("\(kind): unexpected: \(line.joined(separator: " "))")
                continue
            }
            let event = expected[place]
            if [line[1], line[3], line[4], line[5]] != [subscription, "\(place + 1)", event.content, event.digest]
                || line[6] == "forged"
            {
                problems.append("\(kind): wrong: \(line.joined(separator: " "))")
            }
            guard seen.insert(event.id).inserted else {
                duplicates += 1
                continue
            }
            let order =
                kind == .resources ? event.content[..<(event.content.lastIndex(of: "/") ?? event.content.endIndex)] : ""
            if let last = last.updateValue(place, forKey: order), last > place {
                disordered += 1
                problems.append("\(kind): out of order: \(line.joined(separator: " "))")
            }
        }
        for event in expected where !seen.contains(event.id) {
            lost += 1
            problems.append("\(kind): lost: \(event.id) of commit \(event.commit)")
        }
        return subscription
    }

    /// Compares the number of duplicates with the most that the policy allows.
    ///
    /// A hub that is killed forgets what was settled while it wrote its progress and since, and the deliveries under
    /// way; in the order of resources, also what was settled after an event that still waits. A listener that is killed
    /// forgets to answer the deliveries under way.
    private mutating func limitDuplicates(_ hubKills: Int, _ listenerKills: Int, drops: Int) {
        let concurrency = ListenerKind.allCases.reduce(0) { $0 + $1.concurrency }
        let window = ListenerKind.allCases.count * HubSide.policy.eventsPerCheckpoint + HubSide.policy.queuedEvents
        bound = hubKills * (window + concurrency) + listenerKills * concurrency + drops
        if duplicates > bound { problems.append("more duplicates than the bound") }
    }
}
