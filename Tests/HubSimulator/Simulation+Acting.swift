import TMFEvents
import _TMFTestSupport

/// What the driver does as the engine decided.
extension Simulation {
    /// Does what the engine of a hub decided.
    func flush(_ hub: SimulatedHub) throws {
        var actions = hub.engine.takeActions()
        if let mistake { mistake.change(&actions, &mistakes) }
        var cancelled: [UInt64] = []
        for action in actions {
            switch action {
            case .send(let attempt):
                try check(attempt, hub)
                if mistake == .sendsTwice, mistakes.once(in: 10) { try check(attempt, hub) }
            case .cancel(let attempt): cancelled.append(attempt)
            case .read(let id, let sequence, let count):
                coverage.note("action: read")
                if hub.isStopping { throw Violation("I-15", "earlier events are read after the stop") }
                let delay = Duration.milliseconds(isHealing ? 1 : random.below(200))
                agenda.add(.read(hub, id, after: sequence, count: count), at: now + delay)
            case .write(let checkpoint): try write(checkpoint, hub)
            case .forget(let id): hub.toForget.append(id)
            case .observe(let event): try observe(event, hub)
            }
        }
        for attempt in cancelled.sorted() {
            coverage.note("action: cancel")
            if mistake == .cancelledAttemptsNeverEnd {
                hub.flights[attempt] = nil
                continue
            }
            hub.flights[attempt]?.plan.verdict = .unavailable(.zero)
            hub.flights[attempt]?.plan.outcome = .unavailable()
            agenda.add(.answer(hub, attempt), at: now)
        }
        if hub.write == nil { forget(hub) }
        try audit(hub)
    }

    private func forget(_ hub: SimulatedHub) {
        for id in hub.toForget {
            guard hub.lease == store.lease else { break }
            store.states[id] = nil
            store.letters.removeAll { $0.letter.subscription == id }
            store.commit()
            scheduleFeed()
        }
        hub.toForget = []
    }

    // MARK: - Writing

    private func write(_ checkpoint: DeliveryEngine.Checkpoint, _ hub: SimulatedHub) throws {
        guard hub.write == nil else { throw Violation("I-14", "two checkpoints are written at the same time") }
        let fails = !isHealing && !hub.isStopping && random.once(in: 12)
        var write = SimulatedHub.Write(checkpoint: checkpoint, fails: fails)
        try check(&write, hub)
        hub.write = write
        // A commit that is made at once survives a crash before its answer.
        if !fails, isHealing || random.once(in: 2) { try commitWrite(hub) }
        guard hub.isAlive else { return }
        agenda.add(.written(hub), at: now + .milliseconds(isHealing ? 1 : random.below(300)))
    }

    private func commitWrite(_ hub: SimulatedHub) throws {
        guard var write = hub.write else { return }
        guard hub.lease == store.lease || mistake == .leaseIgnored && store.lease > 0 else {
            coverage.note("step: a hub is replaced")
            return kill(hub)
        }
        if hub !== hubs.last { throw Violation("I-14", "a hub that was replaced has written a state") }
        let revision = store.head + 1
        for (id, state, former) in write.checkpoint.states {
            guard former == store.states[id]?.revision else {
                throw Violation("I-14", "the state of \(id) replaces another one than the stored one")
            }
            store.states[id] = (mistake?.written(state) ?? state, revision)
        }
        for draft in write.checkpoint.deadLetters { try keep(draft, hub) }
        for key in write.checkpoint.delivered { store.letters.removeAll { $0.key == key } }
        store.commit()
        (store.lease, hub.lease) = (revision, revision)
        write.revision = revision
        hub.write = write
        scheduleFeed()
    }

    func finishWrite(_ hub: SimulatedHub) throws {
        guard let write = hub.write else { return }
        if write.revision == nil, !write.fails { try commitWrite(hub) }
        guard hub.isAlive, let done = hub.write else { return }
        hub.write = nil
        tellTime(hub)
        coverage.note(done.revision == nil ? "checkpoint: fails" : "checkpoint: written")
        trace("the checkpoint is \(done.revision.map { "written as \($0)" } ?? "not written")")
        if done.revision == nil { giveBack(done, hub) }
        let revision = mistake == .failedWriteTakenAsDone ? done.revision ?? store.head : done.revision
        hub.engine.take(done.checkpoint, writtenAs: revision)
        try flush(hub)
    }
}
