import TMFEvents
import TMFJSON
import TMFModels
import TMFStore

/// A store that keeps all of its commits, of which its feed has forgotten the older ones.
struct SimulatedStore {
    /// A commit, with what the model needs to know of it.
    struct Entry {
        let commit: StoreCommit
        var changes: [SimulatedChange] = []
        /// The identifier of the note, or `nil` if the commit has none.
        var note: String?
        /// The events of the commit, for each scope.
        var events: [[ExpectedEvent]] = []
        /// The registration that the commit wrote.
        var registration: Registration?
        var removed: String?
        /// A refused event that the owner of a listener wants again.
        var retry: ResourceKey?
        /// The number of the hub that took over with the commit.
        var owner: Int?
    }

    /// A registration, with what the model needs to know of it.
    struct Registration {
        var subscription: Subscription
        let start: EventCursor
        var interest: Interest
        /// The position up to which events may be missing: those before the last change of the query, and those that
        /// the owner skipped.
        var released: EventCursor
    }

    struct Letter {
        let subscription: String
        let event: ExpectedEvent
        let body: UInt64
        var retries = 0
    }

    private(set) var log: [Entry] = []
    /// The most bytes that the events of a commit occupy in the queue of a listener.
    private(set) var largest = 0
    /// The number of the last commit that the feed has forgotten.
    var keptAfter: UInt64 = 0
    private(set) var resources: [(resource: SimulatedResource, stored: StoredResource)?] = Array(
        repeating: nil, count: 2 * SimulatedResource.count)
    var registrations: [Registration] = []
    var states: [String: (state: SubscriptionState, revision: UInt64)] = [:]
    var letters: [(key: ResourceKey, letter: Letter)] = []
    /// The revision of the document that says which hub delivers.
    var lease: UInt64 = 0

    var head: UInt64 { UInt64(log.count) }

    /// Adds a commit that changes no resources.
    mutating func commit(_ edit: (inout Entry) -> Void = { _ in }) {
        var entry = Entry(commit: StoreCommit(sequence: head + 1, changes: []))
        entry.events = Array(repeating: [], count: Interest.scopes)
        edit(&entry)
        log.append(entry)
    }

    /// Adds a commit that changes resources.
    ///
    /// - Parameters:
    ///   - changes: The resources after the changes, or `nil` for deletions, at different places.
    ///   - note: The note.
    ///   - serial: The number of the next event.
    /// - Throws: An error if a resource has no document or no event, which is a mistake of the simulation.
    mutating func commit(
        _ changes: [(place: Int, after: SimulatedResource?)], note: EventNote?, serial: inout Int
    ) throws {
        let sequence = head + 1
        var commit = StoreCommit(sequence: sequence, changes: [], note: note?.json)
        var models: [SimulatedChange] = []
        var size = 0
        for (place, after) in changes {
            let former = resources[place]
            let key = SimulatedResource(place: place).key
            let document = try after?.document()
            commit.changes.append(StoreCommit.Change(key: key, document: document, previous: former?.stored))
            models.append(SimulatedChange(before: former?.resource, after: after))
            size += 2 * (256 + (document?.bytes.count ?? 0) + (former?.stored.document.bytes.count ?? 0))
            resources[place] = nil
            if let after, let document {
                resources[place] = (after, StoredResource(key: key, revision: sequence, document: document))
            }
        }
        var entry = Entry(commit: commit, changes: models, note: note?.id)
        largest = max(largest, size)
        for scope in 0..<Interest.scopes {
            entry.events.append(
                note?.isSilent == true ? [] : Self.events(of: models, scope: scope, sequence, serial))
        }
        serial += 8 * changes.count
        log.append(entry)
    }

    private static func events(
        of changes: [SimulatedChange], scope: Int, _ sequence: UInt64, _ serial: Int
    ) -> [ExpectedEvent] {
        var events: [ExpectedEvent] = []
        for (number, change) in changes.enumerated() {
            for (place, kind) in Interest.kinds(of: change, scope: scope).enumerated() {
                guard let cursor = EventCursor("\(sequence)-\(2 * number + place)"),
                    let resource = kind == .delete ? change.before : change.after
                else { continue }
                let letter =
                    switch kind {
                    case .create: 0
                    case .statusChange: 1
                    case .attributeValueChange: 2
                    default: 3
                    }
                events.append(
                    ExpectedEvent(
                        cursor: cursor, kind: kind, change: number, resource: resource,
                        serial: serial + 8 * number + letter))
            }
        }
        return events
    }

    /// Returns the events after a position that a listener wants.
    func events(after cursor: EventCursor, through sequence: UInt64, for interest: Interest) -> [ExpectedEvent] {
        var found: [ExpectedEvent] = []
        let first = Int(cursor.commit == 0 ? 0 : cursor.commit - 1)
        guard first < Int(sequence) else { return [] }
        for entry in log[first..<Int(sequence)] {
            for event in entry.events[interest.scope] where event.cursor > cursor && interest.wants(event) {
                found.append(event)
            }
        }
        return found
    }

    func registration(_ id: String) -> Int? { registrations.firstIndex { $0.subscription.id == id } }

    func letter(_ key: ResourceKey) -> Int? { letters.firstIndex { $0.key == key } }
}
