import TMFStore

/// The listeners that see the same resources, so that events are derived once for all of them.
struct Audience: Sendable {
    /// The listeners that want the same events.
    struct Group: Sendable {
        let query: EventQuery
        var slots: [Int]
    }

    /// The groups that may want events of a name.
    private struct Candidates: Sendable {
        var places: [Int] = []
        /// A Boolean value that indicates whether one of them has a condition on the event.
        var readsEvent = false
        /// A Boolean value that indicates whether one of them has a condition on previous values.
        var readsPreviousValues = false
    }

    let scope: EventScope
    let view: EventView
    private(set) var groups: [Group] = []
    private var candidates: [String: Candidates] = [:]

    init(_ scope: EventScope, _ rules: EventRules) {
        self.scope = scope
        view = EventView(scope, rules)
    }

    mutating func insert(_ slot: Int, _ query: EventQuery) {
        if let place = groups.firstIndex(where: { $0.query == query }) {
            groups[place].slots.append(slot)
        } else {
            groups.append(Group(query: query, slots: [slot]))
            index(groups.count - 1)
        }
    }

    mutating func remove(_ slot: Int) {
        guard let place = groups.firstIndex(where: { $0.slots.contains(slot) }) else { return }
        groups[place].slots.removeAll { $0 == slot }
        guard groups[place].slots.isEmpty else { return }
        groups.remove(at: place)
        candidates = [:]
        for place in groups.indices { index(place) }
    }

    private mutating func index(_ place: Int) {
        let query = groups[place].query
        for type in query.types {
            candidates[type, default: Candidates()].places.append(place)
            guard !query.isUnconditional else { continue }
            if query.readsPreviousValues {
                candidates[type]?.readsPreviousValues = true
            } else {
                candidates[type]?.readsEvent = true
            }
        }
    }

    /// Returns the places of the groups that want events of a commit, in order, with the places of these events.
    func groups(wanting events: [PublishedEvent]) -> [(group: Int, events: [Int])] {
        var found: [(group: Int, events: [Int])] = []
        for (number, event) in events.enumerated() {
            guard let candidates = candidates[event.type] else { continue }
            // The texts that conditions are compared with.
            let text = candidates.readsEvent ? event.condition(false) : nil
            let textWithPreviousValues = candidates.readsPreviousValues ? event.condition(true) : nil
            for place in candidates.places {
                let query = groups[place].query
                if query.isUnconditional || query.matches(query.readsPreviousValues ? textWithPreviousValues : text) {
                    found.append((place, [number]))
                }
            }
        }
        guard events.count > 1 else { return found }
        let merged = Dictionary(found.map { ($0.group, $0.events) }, uniquingKeysWith: +)
        return merged.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
