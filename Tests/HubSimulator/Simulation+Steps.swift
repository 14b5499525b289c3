import TMFEvents
import _TMFTestSupport

/// The steps of a run.
extension Simulation {
    /// Does something at random.
    func step() throws {
        let before = now
        defer { if isTraced, now != before { trace("the time is \(now)") } }
        switch random.below(200) {
        case 0..<64: try commitResources()
        case 64..<150: for _ in 0...random.below(6) { try processNext() }
        case 150..<155: try wait(for: .seconds(random.below(3_600)))
        case 155..<160: try register()
        case 160..<162: try unregister()
        case 162..<165: pause()
        case 165..<169: resume()
        case 169..<173: replay()
        case 173..<176: wakeUp()
        case 176..<179: changeInterest()
        case 179..<181: changeOptions()
        case 181..<187: changeScript()
        case 187..<189: retryLetter()
        case 189..<191: expire()
        case 191: try crash()
        case 192: try takeOver()
        case 193: try stopAndStart()
        case 194:
            coverage.note("step: a backup is made")
            backup = store
        case 195: try restore()
        case 196: jump()
        case 197: try stall()
        case 198: loseTail()
        default: try commitBurst()
        }
    }

    // MARK: - Resources

    private func commitResources() throws {
        let count = random.once(in: 6) ? 2 + random.below(2) : 1
        var changes: [(place: Int, after: SimulatedResource?)] = []
        for _ in 0..<count {
            let place = random.below(2 * SimulatedResource.count)
            guard !changes.contains(where: { $0.place == place }) else { continue }
            changes.append((place, changed(place)))
        }
        changes.removeAll { $0.after == nil && store.resources[$0.place] == nil }
        if count > 1 { coverage.note("commit: several resources") }
        var note: EventNote?
        switch random.below(8) {
        case 0: coverage.note("commit: without a note")
        case 1 where random.once(in: 2):
            coverage.note("commit: silent")
            note = EventNote(id: makeNote(), time: nil, isSilent: true)
        default: note = EventNote(id: makeNote(), time: wallTime)
        }
        try store.commit(changes, note: note, serial: &serial)
        trace("commit \(store.head) of \(changes.map(\.place))")
        scheduleFeed()
    }

    private func makeNote() -> String {
        notes += 1
        return "n\(notes)"
    }

    /// Returns a resource after a random change, or `nil` if it is deleted.
    private func changed(_ place: Int) -> SimulatedResource? {
        guard var resource = store.resources[place]?.resource else {
            coverage.note("commit: create")
            var resource = SimulatedResource(place: place)
            (resource.status, resource.reason) = (random.below(3), random.below(3))
            (resource.isInbound, resource.secret) = (!random.once(in: 3), random.below(4))
            return resource
        }
        switch random.below(10) {
        case 0:
            coverage.note("commit: delete")
            return nil
        case 1, 2:
            coverage.note("commit: status")
            resource.status = (resource.status + 1 + random.below(2)) % 3
            resource.date = (resource.date + 1) % 60
        case 3, 4:
            coverage.note("commit: other attributes")
            resource.reason = (resource.reason + 1) % 3
        case 5:
            coverage.note("commit: status and other attributes")
            resource.status = (resource.status + 1) % 3
            resource.reason = (resource.reason + 1) % 3
        case 6:
            coverage.note("commit: hidden attribute")
            resource.secret = (resource.secret + 1) % 4
        case 7:
            coverage.note("commit: the scope is crossed")
            resource.isInbound.toggle()
            if random.once(in: 2) { resource.secret = (resource.secret + 1) % 4 }
        case 8:
            coverage.note("commit: only the date of the status")
            resource.date = (resource.date + 1) % 60
        default:
            coverage.note("commit: only other bytes")
            resource.isSpaced.toggle()
        }
        return resource
    }

    private func commitBurst() throws { for _ in 0..<20 { try commitResources() } }

    // MARK: - Time

    private func wait(for duration: Duration) throws {
        coverage.note("step: the time passes")
        let end = now + duration
        for _ in 0..<40 {
            guard let next = nextTime, next <= end else { break }
            try processNext()
        }
    }

    /// The next moment at which something happens.
    var nextTime: Duration? {
        (hubs.compactMap(\.wake) + [agenda.first].compactMap(\.self)).min()
    }

    private func jump() {
        coverage.note("step: the wall clock jumps")
        wallOffset = .seconds(86_400 * (random.below(3_650) - 1_825))
    }

    /// Lets several things happen at the same moment, as after the machine has slept.
    private func stall() throws {
        coverage.note("step: the machine stalls")
        let time = now + .seconds(60)
        var late: [Item] = []
        while let next = agenda.first, next <= time, let (_, item) = agenda.popFirst() { late.append(item) }
        for item in late { agenda.add(item, at: now) }
        for _ in late.indices { try processNext() }
    }

    // MARK: - Operators

    private func expire() {
        coverage.note("step: the store forgets events")
        let kept = UInt64([0, 5, 20, 50][random.below(4)])
        store.keptAfter = max(store.keptAfter, store.head - min(kept, store.head))
        trace("the store has forgotten everything up to \(store.keptAfter)")
    }

    private func crash() throws {
        guard let hub else { return }
        coverage.note("step: a crash")
        kill(hub)
        try startAgain()
    }

    /// Starts a hub at once or later.
    private func startAgain() throws {
        if random.once(in: 2) { return try open() }
        agenda.add(.start, at: now + .seconds(random.once(in: 4) ? random.below(864_000) : random.below(60)))
    }

    private func takeOver() throws {
        guard hub != nil else { return }
        coverage.note("step: a hub takes over")
        try open()
        scheduleFeed()
    }

    private func stopAndStart() throws {
        guard let hub else { return }
        try stop(hub)
        if self.hub == nil { try startAgain() }
    }

    private func restore() throws {
        guard let backup else { return }
        coverage.note("step: a backup is restored")
        for hub in hubs { kill(hub) }
        store = backup
        trace("the backup with \(store.head) commits is restored")
        try startAgain()
    }

    /// Keeps a backup that lacks only the last commits, as a machine may lose them.
    private func loseTail() {
        coverage.note("step: a backup is made")
        backup = store
    }

    // MARK: - The end

    /// Lets every fault end, and checks that every listener has got what it must.
    func comeToRest() throws {
        isHealing = true
        for place in listeners.indices { listeners[place].script = .fine }
        if hub == nil { try open() }
        for round in 1...12 {
            for place in store.registrations.indices {
                change(place) { registration in
                    registration.subscription.isPaused = false
                    registration.subscription.wakeUps += 1
                }
            }
            for place in store.letters.indices { retry(place) }
            var count = 0
            while try processNext() {
                count += 1
                if count > 100_000 { throw Violation("I-15", "nothing comes to rest") }
            }
            if hub == nil {
                try open()
                continue
            }
            // A listener that was unavailable stays so until there is an event for it.
            let isWell =
                hub?.ledgers.allSatisfy { ledger in
                    ledger.state.status == .active || ledger.state.status == .failing && ledger.head == nil
                } ?? false
            if isWell, store.letters.isEmpty, hubs.count == 1 { return try checkEnd() }
            trace("round \(round) is over")
        }
        throw Violation("I-8", "not every listener is active in the end")
    }

    private func checkEnd() throws {
        guard let hub, hub.flights.isEmpty, hub.write == nil, hub.engine.isIdle, hub.engine.queuedBytes == 0 else {
            throw Violation("I-6", "\(hub?.engine.queuedBytes ?? 0) bytes are kept in the end")
        }
        guard Set(store.states.keys) == Set(store.registrations.map(\.subscription.id)) else {
            throw Violation("I-2", "states of listeners are kept that are no longer registered")
        }
        for registration in store.registrations {
            let id = registration.subscription.id
            guard let listener = Int(id.dropFirst()), let state = store.states[id]?.state else { continue }
            let events = store.events(after: registration.released, through: store.head, for: registration.interest)
            for event in events where !listeners[listener].taken.contains(event.serial) {
                guard state.hasMissedEvents, event.cursor <= EventCursor(after: store.keptAfter) else {
                    throw Violation("I-1", "\(id) has never got event \(event.cursor)")
                }
                coverage.note("event: forgotten by the store")
            }
            if let last = events.last, state.cursor < last.cursor {
                throw Violation("I-5", "the written position of \(id) is \(state.cursor), not \(last.cursor)")
            }
        }
    }
}
