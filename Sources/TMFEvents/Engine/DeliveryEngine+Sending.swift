import TMFStore

extension DeliveryEngine {
    /// Starts the deliveries that the limits allow, for each listener one at a time and in turn.
    mutating func start() {
        var place = 0
        while !isStopping, place < ready.count, flights.count < policy.deliveries {
            let slot = ready[place]
            place += 1
            listeners[slot].isReady = false
            if startOne(slot) { makeReady(slot) }
            passOnOffer(of: slot)
        }
        if place > 0 { ready.removeFirst(place) }
    }

    /// Starts a delivery, or returns `false` if there is nothing to send now.
    private mutating func startOne(_ slot: Int) -> Bool {
        // An event is not sent again before its earlier delivery has ended.
        guard listeners[slot].isOpen, listeners[slot].formerFlights == 0,
            listeners[slot].flights < listeners[slot].allowedFlights
        else { return false }
        let isProbe = listeners[slot].state.status == .failing
        if isProbe {
            guard listeners[slot].retryAt <= now else { return false }
            guard probes < policy.failingDeliveries else {
                wait(slot, for: .probe)
                return false
            }
        }
        let (next, wake) = listeners[slot].next(at: now)
        let letter = isProbe && next != nil ? nil : listeners[slot].toRedeliver.first
        guard next != nil || letter != nil else {
            if let wake { wakes.insert(slot, at: wake) }
            wantRead(slot)
            return false
        }
        guard listeners[slot].rateFrees <= now else {
            wakes.insert(slot, at: listeners[slot].rateFrees)
            return false
        }
        guard hasRoom || listeners[slot].provenUntil > now else {
            wait(slot, for: .room)
            return false
        }
        let host = listeners[slot].host
        guard flightsPerHost[host, default: 0] < policy.deliveriesPerHost else {
            wait(slot, for: .host(host))
            return false
        }
        send(letter, or: next, of: slot, isProbe: isProbe)
        return true
    }

    private mutating func send(_ letter: ResourceKey?, or index: Int?, of slot: Int, isProbe: Bool) {
        let id = nextAttempt
        let subscription = listeners[slot].subscription
        let attempt: Attempt
        let cargo: Flight.Cargo
        if let letter {
            listeners[slot].toRedeliver.removeFirst()
            cargo = .deadLetter(letter)
            attempt = Attempt(
                id: id, subscription: subscription, content: .deadLetter(letter), number: nil, isReplay: true)
        } else if let index {
            listeners[slot].entries[index].status = .sent
            let entry = listeners[slot].entries[index]
            cargo = .event(entry.event.cursor)
            attempt = Attempt(
                id: id, subscription: subscription, content: .event(entry.event), number: entry.number,
                isReplay: entry.number == nil)
        } else {
            return
        }
        nextAttempt += 1
        listeners[slot].flights += 1
        if let rate = subscription.options.rate, rate > 0 { listeners[slot].rateFrees = now + .seconds(1) / rate }
        let host = listeners[slot].host
        flights[id] = Flight(
            slot: slot, registration: listeners[slot].registration, host: host, cargo: cargo, start: now,
            isProbe: isProbe, generation: listeners[slot].generation)
        flightsPerHost[host, default: 0] += 1
        if isProbe { probes += 1 }
        actions.append(.send(attempt))
    }

    /// A Boolean value that indicates whether listeners may be tried that have not responded lately.
    ///
    /// When many listeners stop responding in the same moment, the others keep their places.
    private var hasRoom: Bool { flights.count < max(policy.deliveries / 2, 1) }

    /// Gives back the place that a delivery took up, and lets others take it.
    mutating func end(_ flight: Flight) {
        let count = flightsPerHost[flight.host, default: 1] - 1
        flightsPerHost[flight.host] = count > 0 ? count : nil
        passOn(.host(flight.host))
        if hasRoom { passOn(.room) }
        guard flight.isProbe else { return }
        probes -= 1
        passOn(.probe)
    }

    private mutating func wait(_ slot: Int, for place: Listener.Place) {
        guard listeners[slot].waitsFor != place else { return }
        listeners[slot].waitsFor = place
        waiting[place, default: []].append(slot)
    }

    /// Gives a place to the first of those that wait for it.
    private mutating func passOn(_ place: Listener.Place) {
        while var slots = waiting.removeValue(forKey: place) {
            let slot = slots.removeFirst()
            if !slots.isEmpty { waiting[place] = slots }
            // A listener that was removed waits no longer.
            guard listeners[slot].waitsFor == place else { continue }
            listeners[slot].waitsFor = nil
            listeners[slot].offer = place
            makeReady(slot)
            return
        }
    }

    /// Gives a place that a listener was offered to the next one, if it is still free.
    mutating func passOnOffer(of slot: Int) {
        guard let place = listeners[slot].offer else { return }
        listeners[slot].offer = nil
        let isFree =
            switch place {
            case .host(let host): flightsPerHost[host, default: 0] < policy.deliveriesPerHost
            case .probe: probes < policy.failingDeliveries
            case .room: hasRoom
            }
        if isFree { passOn(place) }
    }
}
