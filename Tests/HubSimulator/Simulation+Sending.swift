import TMFEvents
import TMFStore
import _TMFTestSupport

/// The checks of attempts.
extension Simulation {
    /// Checks whether an attempt may be started, and starts it.
    func check(_ attempt: DeliveryEngine.Attempt, _ hub: SimulatedHub) throws {
        let id = attempt.subscription.id
        if hub.isStopping { throw Violation("I-15", "an attempt is started after the stop") }
        guard let ledger = hub.ledger(id) else { throw Violation("I-2", "sent to \(id), which is not registered") }
        guard let state = hub.engine.state(of: id), state.status != .disabled else {
            throw Violation("I-2", "sent to \(id), which is disabled")
        }
        guard !ledger.subscription.isPaused else { throw Violation("I-2", "sent to \(id), which is paused") }
        guard attempt.subscription.epoch == ledger.subscription.epoch else {
            throw Violation("I-2", "sent to \(id) by a former version of the subscription")
        }
        try checkLimits(ledger, state, hub)
        let cargo: SimulatedHub.Flight.Cargo
        let event: ExpectedEvent
        let body: UInt64
        switch attempt.content {
        case .event(let published):
            (event, body) = try check(published, attempt, ledger, hub)
            cargo = .event(event.cursor, published.key)
            coverage.note(attempt.isReplay ? "attempt: replay" : "attempt: event")
        case .deadLetter(let key):
            guard let place = ledger.retries.firstIndex(of: key) else {
                throw Violation("I-10", "a refused event is sent to \(id) without a request")
            }
            ledger.retries.remove(at: place)
            cargo = .letter(key)
            coverage.note("attempt: dead letter")
            guard let kept = store.letter(key).map({ store.letters[$0].letter }) else {
                // The driver finds no event to send.
                trace("attempt \(attempt.id) to \(id): \(key.id), which is no longer kept")
                let plan = SimulatedListener.Plan(
                    latency: .zero, takesEvent: false, outcome: .acknowledged, verdict: .acknowledged)
                return start(plan, attempt, cargo, ledger, state, hub)
            }
            (event, body) = (kept.event, kept.body)
        }
        let plan = listeners[ledger.listener].plan(event.serial, policy.timeout, &random)
        if plan.takesEvent { listeners[ledger.listener].taken.insert(event.serial) }
        if case .event = attempt.content {
            let options = attempt.subscription.options
            let shape = ledger.interest.scope * 6 + (options.payload == .full ? 0 : options.payload == .delta ? 1 : 2)
            let key = event.serial * 64 + shape * 2 + (options.includesPreviousValues ? 1 : 0)
            guard listeners[ledger.listener].bodies.updateValue(body, forKey: key) ?? body == body else {
                throw Violation("I-4", "the body of event \(event.cursor) is another one than before")
            }
        }
        trace(
            "attempt \(attempt.id) to \(id) (\(listeners[ledger.listener].script), \(state.status)): "
                + "\(event.cursor) number \(attempt.number.map { "\($0)" } ?? "-")")
        start(plan, attempt, cargo, ledger, state, hub)
    }

    private func start(
        _ plan: SimulatedListener.Plan, _ attempt: DeliveryEngine.Attempt, _ cargo: SimulatedHub.Flight.Cargo,
        _ ledger: Ledger, _ state: SubscriptionState, _ hub: SimulatedHub
    ) {
        ledger.flights += 1
        ledger.idleSince = nil
        ledger.reads.count = 0
        if case .event(let cursor, _) = cargo { ledger.start(cursor) }
        if ledger.flights > 1 { coverage.note("attempt: several at the same time") }
        hub.flights[attempt.id] = SimulatedHub.Flight(
            ledger: ledger, cargo: cargo, generation: ledger.generation,
            host: ledger.subscription.callback.authority, isProbe: state.status == .failing, plan: plan)
        let answer = mistake == .acknowledgedBeforeAnswer && mistakes.once(in: 4) ? .zero : plan.latency
        agenda.add(.answer(hub, attempt.id), at: now + answer)
    }

    private func checkLimits(_ ledger: Ledger, _ state: SubscriptionState, _ hub: SimulatedHub) throws {
        let host = ledger.subscription.callback.authority
        let options = ledger.subscription.options
        var (probes, sameHost) = (0, 0)
        for flight in hub.flights.values {
            if flight.isProbe { probes += 1 }
            if flight.host == host { sameHost += 1 }
        }
        if hub.flights.count + 1 == policy.deliveries { coverage.note("limit: deliveries") }
        if sameHost + 1 == policy.deliveriesPerHost { coverage.note("limit: deliveries to a host") }
        guard hub.flights.count < policy.deliveries else { throw Violation("I-7", "too many deliveries") }
        guard sameHost < policy.deliveriesPerHost else { throw Violation("I-7", "too many deliveries to \(host)") }
        let isFailing = state.status == .failing
        if isFailing {
            guard probes < policy.failingDeliveries else { throw Violation("I-7", "too many to failing listeners") }
            if probes + 1 == policy.failingDeliveries { coverage.note("limit: deliveries to failing listeners") }
            guard now >= ledger.retryAt else { throw Violation("I-7", "\(ledger.id) is tried too early") }
        }
        let allowed = isFailing || ledger.isOrderedByListener ? 1 : options.concurrency
        guard ledger.flights < allowed else { throw Violation("I-3", "too many deliveries to \(ledger.id)") }
        guard let rate = options.rate else { return }
        ledger.sends.removeAll { $0 + .seconds(1) - .nanoseconds(1) <= now }
        guard ledger.sends.count < rate else { throw Violation("I-7", "more than \(rate) per second to \(ledger.id)") }
        ledger.sends.append(now)
        if ledger.sends.count == rate { coverage.note("limit: rate") }
    }

    /// Checks an event, and returns it with a number that stands for its body.
    private func check(
        _ event: PublishedEvent, _ attempt: DeliveryEngine.Attempt, _ ledger: Ledger, _ hub: SimulatedHub
    ) throws -> (ExpectedEvent, UInt64) {
        let id = ledger.id
        guard let index = ledger.index(of: event.cursor) else {
            throw Violation("I-2", "event \(event.cursor) is none of those that \(id) wants")
        }
        let wanted = ledger.wanted[index]
        guard wanted.settlement == .open, !wanted.isInFlight else {
            throw Violation("I-4", "event \(event.cursor) is sent to \(id) again")
        }
        guard now >= wanted.notBefore else {
            throw Violation("I-10", "event \(event.cursor) is sent to \(id) too early after a refusal")
        }
        for earlier in ledger.wanted[ledger.place..<max(index, ledger.place)] where earlier.settlement == .open {
            guard !ledger.isOrderedByListener, earlier.event.resource.place != wanted.event.resource.place else {
                throw Violation("I-3", "event \(event.cursor) is sent to \(id) before \(earlier.event.cursor)")
            }
        }
        for flight in hub.flights.values {
            guard flight.ledger === ledger, case .event(_, let key) = flight.cargo, key == event.key else { continue }
            throw Violation("I-3", "two events of \(key.id) are sent to \(id) at the same time")
        }
        try checkIdentity(event, wanted.event)
        guard attempt.number == ledger.number(of: index), attempt.isReplay == (attempt.number == nil) else {
            throw Violation(
                "R-7",
                "event \(event.cursor) is sent to \(id) as number \(attempt.number.map { "\($0)" } ?? "-") in place of "
                    + "\(ledger.number(of: index).map { "\($0)" } ?? "-")")
        }
        ledger.wanted[index].isInFlight = true
        return (wanted.event, try checkBody(event, wanted.event, ledger))
    }

    private func checkIdentity(_ event: PublishedEvent, _ expected: ExpectedEvent) throws {
        let entry = store.log[Int(event.cursor.commit) - 1]
        let name = expected.resource.kind == .interaction ? "PartyInteraction" : "Customer"
        guard event.kind == expected.kind, event.key == expected.resource.key, event.type.hasPrefix(name) else {
            throw Violation("I-2", "event \(event.cursor) is \(event.type) in place of \(expected.kind)")
        }
        if let note = entry.note {
            guard event.id == note + expected.suffix else {
                throw Violation("I-9", "event \(event.cursor) has the identifier \(event.id)")
            }
            return
        }
        let identity = Identity(
            sequence: event.cursor.commit, change: entry.changes[expected.change], kind: event.kind)
        guard derived.updateValue(identity, forKey: event.id) ?? identity == identity else {
            throw Violation("I-9", "two events have the identifier \(event.id)")
        }
    }

    private func checkBody(_ event: PublishedEvent, _ expected: ExpectedEvent, _ ledger: Ledger) throws -> UInt64 {
        let options = ledger.subscription.options
        let body = event.serialized(
            EventShape(payload: options.payload, includesPreviousValues: options.includesPreviousValues))
        let canaries = Self.canaries(in: body)
        if Interest.hidesSecrets(scope: ledger.interest.scope) {
            guard canaries.isEmpty else { throw Violation("I-12", "event \(event.cursor) shows a secret") }
        } else if options.payload == .full, !options.includesPreviousValues {
            guard canaries == [expected.resource.secret] else {
                throw Violation("I-12", "event \(event.cursor) shows another state of the resource")
            }
        }
        return Self.hash(body)
    }

    static func hash(_ body: [UInt8]) -> UInt64 {
        body.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// Returns the digits after each `canary` in a body.
    private static func canaries(in body: [UInt8]) -> [Int] {
        let name = Array("canary".utf8)
        var found: [Int] = []
        var place = 0
        while let start = body[place...].firstIndex(of: UInt8(ascii: "c")) {
            place = start + 1
            guard body[start...].starts(with: name), start + name.count < body.count else { continue }
            found.append(Int(body[start + name.count]) - 0x30)
        }
        return found
    }
}
