import TMFStore

extension DeliveryEngine {
    /// Writes the progress if it is due, and no earlier progress is being written.
    mutating func checkpointIfDue() {
        guard writing == nil, let due = checkpointDue, due <= now else { return }
        checkpointDue = nil
        settledSinceCheckpoint = 0
        var checkpoint = Checkpoint(deadLetters: deadLetters, delivered: deliveredLetters)
        let slots = dirty.sorted()
        for slot in slots {
            listeners[slot].state.cursor = listeners[slot].position(tail: tail)
            checkpoint.states.append(
                (listeners[slot].subscription.id, listeners[slot].state, listeners[slot].revision))
        }
        guard !checkpoint.states.isEmpty || !deadLetters.isEmpty || !deliveredLetters.isEmpty else { return }
        writing = slots
        dirty = []
        deadLetters = []
        deliveredLetters = []
        actions.append(.write(checkpoint))
    }

    /// Takes the result of writing the progress.
    ///
    /// - Parameters:
    ///   - checkpoint: The progress.
    ///   - revision: The number of the commit, or `nil` if it could not be made and is to be tried again.
    package mutating func take(_ checkpoint: Checkpoint, writtenAs revision: UInt64?) {
        writing = nil
        guard let revision else {
            // Nothing is kept for a listener that was removed in the meantime.
            let former = checkpoint.deadLetters.filter { draft in
                slots[draft.subscription.id] != nil && !deadLetters.contains { $0.isSame(as: draft) }
            }
            deadLetters = former + deadLetters
            deliveredLetters = checkpoint.delivered + deliveredLetters.filter { !checkpoint.delivered.contains($0) }
            for (id, _, _) in checkpoint.states { if let slot = slots[id] { dirty.insert(slot) } }
            checkpointDue = now + policy.checkpointInterval
            return
        }
        for (id, _, _) in checkpoint.states { if let slot = slots[id] { listeners[slot].revision = revision } }
    }
}
