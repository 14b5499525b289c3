import TMFEvents
import TMFStore
import _TMFTestSupport

/// The requests of the owners of listeners.
extension Simulation {
    func register() throws {
        guard store.registrations.count < 7 else { return }
        coverage.note("step: register")
        let id = "s\(listeners.count)"
        var listener = SimulatedListener()
        listener.script = randomScript()
        listeners.append(listener)
        var options = DeliveryOptions()
        options.payload = [.full, .full, .delta, .reference][random.below(4)]
        options.includesPreviousValues = random.once(in: 4)
        if random.once(in: 3) {
            options.order = .resource
            options.concurrency = 1 + random.below(4)
        }
        if random.once(in: 6) { options.rate = 1 + random.below(4) }
        let interest = Interest(scope: random.below(Interest.scopes), query: randomQuery())
        var subscription = Subscription(
            id: id, callback: interests.callbacks[random.below(interests.callbacks.count)],
            query: interests.queries[interest.query], options: options, scope: interests.scopes[interest.scope],
            created: wallTime)
        subscription.isPaused = random.once(in: 20)
        let start = EventCursor(after: store.head + 1)
        let registration = SimulatedStore.Registration(
            subscription: subscription, start: start, interest: interest, released: start)
        trace("\(id) is registered for \(interest), \(listener.script), \(options.order)")
        store.registrations.append(registration)
        store.commit { $0.registration = registration }
        scheduleFeed()
    }

    private func randomQuery() -> Int { random.once(in: 2) ? 0 : random.below(Interest.queries) }

    private func randomScript() -> SimulatedListener.Script {
        let scripts = SimulatedListener.Script.allCases
        return random.once(in: 2) ? .fine : scripts[random.below(scripts.count)]
    }

    func unregister() throws {
        guard !store.registrations.isEmpty else { return }
        coverage.note("step: unregister")
        let id = store.registrations.remove(at: random.below(store.registrations.count)).subscription.id
        trace("\(id) is unregistered")
        store.commit { $0.removed = id }
        scheduleFeed()
    }

    /// Changes a registration as its owner wants.
    func change(_ place: Int, _ edit: (inout SimulatedStore.Registration) -> Void) {
        edit(&store.registrations[place])
        store.registrations[place].subscription.epoch += 1
        let registration = store.registrations[place]
        store.commit { $0.registration = registration }
        scheduleFeed()
    }

    private func randomRegistration(_ name: String) -> Int? {
        guard !store.registrations.isEmpty else { return nil }
        coverage.note("step: \(name)")
        let place = random.below(store.registrations.count)
        trace("\(store.registrations[place].subscription.id): \(name)")
        return place
    }

    func pause() {
        guard let place = randomRegistration("pause") else { return }
        change(place) { $0.subscription.isPaused = true }
    }

    func resume() {
        guard let place = store.registrations.firstIndex(where: \.subscription.isPaused) else { return }
        coverage.note("step: resume")
        trace("\(store.registrations[place].subscription.id): resume")
        change(place) { $0.subscription.isPaused = false }
    }

    func wakeUp() {
        guard let place = randomRegistration("wake up") else { return }
        change(place) { $0.subscription.wakeUps += 1 }
    }

    func replay() {
        guard store.head > 0, let place = randomRegistration("replay") else { return }
        // Now and then, the store forgets the events while the owner asks for them.
        let first = random.once(in: 8) ? 0 : Int(store.keptAfter)
        let commit = max(first + random.below(max(Int(store.head) - first, 1)), 0)
        var cursor = EventCursor(after: UInt64(commit))
        if commit > 0, random.once(in: 2), let event = store.log[commit - 1].events[0].first { cursor = event.cursor }
        change(place) { registration in
            let number = (registration.subscription.replay?.number ?? 0) + 1
            registration.subscription.replay = Subscription.Replay(number: number, cursor: cursor)
            registration.released = max(registration.released, cursor)
        }
    }

    func changeInterest() {
        guard let place = randomRegistration("another query or scope") else { return }
        let query = randomQuery()
        let scope = random.once(in: 2) ? random.below(Interest.scopes) : store.registrations[place].interest.scope
        let released = EventCursor(after: store.head + 1)
        change(place) { registration in
            registration.interest = Interest(scope: scope, query: query)
            registration.subscription.query = interests.queries[query]
            registration.subscription.scope = interests.scopes[scope]
            registration.released = released
        }
    }

    func changeOptions() {
        guard let place = randomRegistration("another address") else { return }
        let callback = interests.callbacks[random.below(interests.callbacks.count)]
        let rate = random.once(in: 3) ? 1 + random.below(4) : nil
        change(place) { registration in
            registration.subscription.callback = callback
            registration.subscription.options.rate = rate
        }
    }

    func retryLetter() {
        guard !store.letters.isEmpty else { return }
        retry(random.below(store.letters.count))
    }

    /// Asks for a refused event again.
    func retry(_ place: Int) {
        coverage.note("step: a refused event is wanted again")
        store.letters[place].letter.retries += 1
        let key = store.letters[place].key
        trace("\(key.id) is wanted again")
        store.commit { $0.retry = key }
        scheduleFeed()
    }

    func changeScript() {
        guard !store.registrations.isEmpty else { return }
        let id = store.registrations[random.below(store.registrations.count)].subscription.id
        guard let number = Int(id.dropFirst()) else { return }
        listeners[number].script = randomScript()
        trace("\(id) is \(listeners[number].script)")
    }
}
