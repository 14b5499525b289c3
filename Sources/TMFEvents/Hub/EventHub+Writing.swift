import TMFJSON
import TMFModels
import TMFStore

extension EventHub {
    /// Writes the progress and the refused events in one commit, which only the hub that delivers can make.
    ///
    /// - Parameters:
    ///   - checkpoint: The progress and the refused events.
    ///   - owner: The identity of the run that delivers.
    ///   - lease: The revision of the document that says which run delivers.
    /// - Returns: The number of the commit.
    /// - Throws: `StoreError` with the key of the lease if another hub has taken over, or with another if the store
    ///   cannot be used.
    @concurrent
    func commit(
        _ checkpoint: DeliveryEngine.Checkpoint, as owner: String, lease: UInt64
    ) async throws -> UInt64 {
        var changes: [StoreChange] = []
        for (id, state, revision) in checkpoint.states {
            let key = SubscriptionState.key(of: id)
            let document = try JSONObject.document(state.json)
            changes.append(
                revision.map { .replace(key, document, revision: $0) } ?? .create(key, document))
        }
        changes += try await changesKeeping(checkpoint.deadLetters)
        changes += checkpoint.delivered.map { .delete($0, revision: nil) }
        while true {
            let own = try JSONObject.document(["owner": .string(owner)])
            do {
                return try await store.commit(
                    [.replace(HubRun.leaseKey, own, revision: lease)] + changes
                ).sequence
            } catch let error as StoreError where error.key != nil && error.key != HubRun.leaseKey {
                // The owner removed the subscription or the refused event in the meantime.
                let count = changes.count
                changes.removeAll { $0.key == error.key }
                guard changes.count < count else { throw error }
            }
        }
    }

    /// Returns the changes that keep refused events, and remove those that are too many or too old.
    private func changesKeeping(_ drafts: [DeliveryEngine.DeadLetterDraft]) async throws -> [StoreChange] {
        var changes: [StoreChange] = []
        let now = environment.now()
        for (id, drafts) in Dictionary(grouping: drafts, by: \.subscription.id) {
            let kept = try await deadLetters(of: id)
            let letters = drafts.map { draft in
                DeadLetter(
                    of: draft.event, for: id, body: body(of: draft.event, for: draft.subscription),
                    attempts: draft.attempts, time: now)
            }
            for letter in letters {
                let document = try JSONObject.document(letter.json)
                // An event that is delivered again may be refused again.
                let isKept = kept.contains { $0.key == letter.key }
                changes.append(
                    isKept ? .replace(letter.key, document, revision: nil) : .create(letter.key, document))
            }
            let others = kept.filter { letter in !letters.contains { $0.key == letter.key } }
            let surplus = others.count + letters.count - policy.deadLetters
            for (place, letter) in others.enumerated()
            where place < surplus || now > letter.time + policy.deadLetterLifetime {
                changes.append(.delete(letter.key, revision: nil))
                observer?(HubEvent(kind: .deadLetterRemoved, subscription: id))
            }
        }
        return changes
    }
}
