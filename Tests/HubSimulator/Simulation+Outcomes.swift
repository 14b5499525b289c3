import TMFEvents

/// The checks of the outcomes of attempts.
extension Simulation {
    /// Draws the conclusions from the outcome of an attempt, and compares them with those of the engine.
    func take(_ verdict: SimulatedListener.Verdict, _ flight: SimulatedHub.Flight, _ hub: SimulatedHub) throws {
        let ledger = flight.ledger
        ledger.flights -= 1
        guard hub.ledgers.contains(where: { $0 === ledger }) else { return }
        guard let state = hub.engine.state(of: ledger.id) else {
            throw Violation("I-2", "the hub does not know \(ledger.id)")
        }
        let former = ledger.state
        var isTooMuch = false
        switch flight.cargo {
        case .event(let cursor, _):
            guard flight.generation == ledger.generation, let index = ledger.index(of: cursor) else { break }
            ledger.wanted[index].isInFlight = false
            if verdict == .acknowledged {
                ledger.settle(index, .acknowledged)
                ledger.unsavedSince = ledger.unsavedSince ?? now
            }
            if verdict == .refused { isTooMuch = refuse(index, ledger, hub) }
        case .letter(let key):
            switch verdict {
            case .acknowledged: if !ledger.delivered.contains(key) { ledger.delivered.append(key) }
            case .refused: break
            case .unavailable, .gone, .notPermitted: ledger.retries.insert(key, at: 0)
            }
        }
        var isUnreachable = false
        switch verdict {
        case .acknowledged, .refused:
            coverage.note(verdict == .refused ? "outcome: refused" : "outcome: acknowledged")
            (ledger.failures, ledger.unavailability) = (0, .zero)
            ledger.lastSign = running
            if verdict == .acknowledged { ledger.refusedInSuccession = 0 }
        case .unavailable(let pause):
            coverage.note(pause == .zero ? "outcome: unavailable" : "outcome: unavailable with a pause")
            isUnreachable = fail(ledger, pause)
        case .gone: coverage.note("outcome: gone")
        case .notPermitted: coverage.note("outcome: not permitted")
        }
        try check(state, after: verdict, former, ledger, isTooMuch: isTooMuch, isUnreachable: isUnreachable)
        if state.status != former.status || state.reason != former.reason {
            ledger.unsavedSince = ledger.unsavedSince ?? now
        }
        (ledger.state.status, ledger.state.reason) = (state.status, state.reason)
    }

    /// Counts a refusal, and returns whether the listener has refused too many events.
    private func refuse(_ index: Int, _ ledger: Ledger, _ hub: SimulatedHub) -> Bool {
        ledger.wanted[index].refusals += 1
        let refusals = ledger.wanted[index].refusals
        guard refusals > policy.refusalPauses.count else {
            ledger.wanted[index].notBefore = now + policy.refusalPauses[refusals - 1]
            return false
        }
        coverage.note("event: set aside")
        let event = ledger.wanted[index].event
        ledger.settle(index, .setAside)
        ledger.setAside[event.cursor] = event.serial
        ledger.unsavedSince = ledger.unsavedSince ?? now
        ledger.refusedInSuccession += 1
        hub.expectedSetAside += 1
        return ledger.refusedInSuccession >= policy.refusedEvents
    }

    /// Counts a failure, and returns whether the listener has been unavailable for too long.
    private func fail(_ ledger: Ledger, _ pause: Duration) -> Bool {
        guard ledger.state.status != .disabled else { return false }
        let pause = min(pause, policy.longestRetryAfter)
        ledger.retryBy = now + max(policy.backOff.upperBound, pause)
        // Of several attempts at the same time, only the first failure counts.
        guard ledger.isOrderedByListener else { return false }
        ledger.retryAt = now + max(policy.backOff.lowerBound / 2, pause)
        ledger.failures += 1
        if ledger.state.status == .failing { ledger.unavailability += now - ledger.countedUntil }
        ledger.countedUntil = now
        return ledger.unavailability >= policy.unavailability && ledger.failures >= 20
    }

    private func check(
        _ state: SubscriptionState, after verdict: SimulatedListener.Verdict, _ former: SubscriptionState,
        _ ledger: Ledger, isTooMuch: Bool, isUnreachable: Bool
    ) throws {
        let isUnchanged = state.status == former.status && state.reason == former.reason
        let isRight: Bool
        switch verdict {
        case .gone: isRight = state.status == .disabled && state.reason == .gone
        case .notPermitted: isRight = state.status == .disabled && state.reason == .callbackNotAllowed
        case .acknowledged, .refused, .unavailable:
            if former.status == .disabled {
                isRight = isUnchanged || isTooMuch && state.status == .disabled && state.reason == .tooManyRefused
            } else if case .unavailable = verdict {
                let hasEnded = state.status == .disabled && state.reason == .unreachable
                isRight =
                    state.status == .failing && !isUnreachable
                    || hasEnded
                        && (isUnreachable || !ledger.isOrderedByListener)
                if hasEnded, running - ledger.lastSign < policy.unavailability {
                    throw Violation("I-13", "\(ledger.id) is disabled too early")
                }
            } else if isTooMuch {
                isRight = state.status == .disabled && state.reason == .tooManyRefused
            } else {
                isRight = state.status == .active
            }
        }
        guard isRight else {
            let reason = state.reason.map { " (\($0))" } ?? ""
            let invariant = former.status == .failing && state.status != .active ? "I-13" : "R-35"
            throw Violation(
                invariant, "\(ledger.id) was \(former.status) and is \(state.status)\(reason) after \(verdict)")
        }
        coverage.note("state: \(state.status)\(state.reason.map { " (\($0))" } ?? "")")
    }
}
