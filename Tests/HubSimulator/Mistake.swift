import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import _TMFTestSupport

/// A mistake that a hub could make, planted around the engine: in what it is told, in what it decides, in its limits, or
/// in the driver that does what it decides.
///
/// The engine itself has no switch for mistakes.
enum Mistake: String, CaseIterable {
    case acknowledgedBeforeAnswer
    case errorsTakenAsAcknowledged
    case redirectsTakenAsAcknowledged
    case refusalsTakenAsUnavailable
    case failuresTakenAsRefusals
    case goneTakenAsUnavailable
    case outcomesLost
    case retryAfterIgnored
    case retryAfterUnbounded
    case backOffIgnored
    case oneAttemptTooMany
    case setAsideTooEarly
    case disabledTooEarly
    case disabledNever
    case unavailabilityByWallClock
    case downtimeCounted
    case oneDeliveryTooMany
    case oneDeliveryToHostTooMany
    case failingListenersUnlimited
    case rateIgnored
    case memoryUnlimited
    case sendsLost
    case sendsTwice
    case sentAgainAfterStop
    case wakesLost
    case readsLost
    case readAnswersLost
    case readsFromTooLate
    case expiryHidden
    case commitsLost
    case changesInOtherOrder
    case silenceIgnored
    case identifiersFromNumbers
    case pauseIgnored
    case removalLost
    case cancelledAttemptsNeverEnd
    case wakeUpsIgnored
    case replaysIgnored
    case queryChangesIgnored
    case rowsIgnored
    case maskIgnored
    case orderIgnored
    case concurrencyIgnored
    case startTooEarly
    case startTooLate
    case startAtRestart
    case positionWrittenTooFar
    case positionWrittenTooLate
    case numberLostAtRestart
    case replayForgottenAtRestart
    case statusLostAtRestart
    case revisionsIgnored
    case checkpointsLost
    case failedWriteTakenAsDone
    case leaseIgnored
    case lettersLost
    case lettersWithoutBody
    case retryLost
    case lettersNeverRemoved
    case stopIgnored

    /// Returns the limits of a hub that mistakes them.
    func policy(_ policy: DeliveryPolicy) -> DeliveryPolicy {
        var policy = policy
        switch self {
        case .retryAfterUnbounded: policy.longestRetryAfter = .seconds(1_000_000_000)
        case .backOffIgnored: policy.backOff = .zero...(.milliseconds(1))
        case .oneAttemptTooMany: policy.refusalPauses.append(.seconds(1))
        case .setAsideTooEarly: policy.refusalPauses = Array(policy.refusalPauses.dropLast())
        case .disabledTooEarly: policy.unavailability = policy.unavailability / 4
        case .disabledNever: policy.unavailability = .seconds(1_000_000_000)
        case .oneDeliveryTooMany: policy.deliveries += 1
        case .oneDeliveryToHostTooMany: policy.deliveriesPerHost += 1
        case .failingListenersUnlimited: policy.failingDeliveries = .max
        case .memoryUnlimited: (policy.queuedBytes, policy.queuedEvents) = (1 << 30, 1 << 20)
        default: break
        }
        return policy
    }

    /// Returns a subscription as a hub takes it.
    func subscription(_ subscription: Subscription) -> Subscription {
        var subscription = subscription
        switch self {
        case .pauseIgnored: subscription.isPaused = false
        case .wakeUpsIgnored: subscription.wakeUps = 0
        case .replaysIgnored: subscription.replay = nil
        case .queryChangesIgnored: if let query = try? EventQuery(parsing: "") { subscription.query = query }
        case .rowsIgnored: change(&subscription.scope) { $0.rows = .all([]) }
        case .maskIgnored: change(&subscription.scope) { $0.mask = .none }
        case .orderIgnored:
            subscription.options.order = .resource
            subscription.options.concurrency = 4
        case .concurrencyIgnored: subscription.options.concurrency = 64
        case .rateIgnored: subscription.options.rate = nil
        default: break
        }
        return subscription
    }

    private func change(_ scope: inout EventScope, _ edit: (inout EventScope.Part) -> Void) {
        scope.parts = scope.parts?.mapValues { part in
            var part = part
            edit(&part)
            return part
        }
    }

    /// Returns a stored state as a hub reads it.
    func stored(_ state: SubscriptionState, _ random: inout SplitMix64) -> SubscriptionState {
        var state = state
        switch self {
        case .downtimeCounted: if state.status == .failing { state.unavailability += .seconds(5 * 86_400) }
        case .numberLostAtRestart: state.number = 0
        case .replayForgottenAtRestart: state.replay = 0
        case .statusLostAtRestart:
            state.status = .active
            state.reason = nil
        default: break
        }
        return state
    }

    /// Returns a state as a hub writes it.
    func written(_ state: SubscriptionState) -> SubscriptionState {
        var state = state
        if self == .positionWrittenTooLate { state.cursor = EventCursor(after: max(state.cursor.commit, 2) - 2) }
        return state
    }

    /// Returns whether a hub overlooks a commit.
    func loses(_ entry: SimulatedStore.Entry, _ random: inout SplitMix64) -> Bool {
        self == .commitsLost && !entry.changes.isEmpty && random.once(in: 20)
    }

    /// Returns a commit as a hub reads it.
    func commit(_ commit: StoreCommit) -> StoreCommit {
        var commit = commit
        switch self {
        case .changesInOtherOrder: commit.changes.reverse()
        case .silenceIgnored: commit.note?["silent"] = nil
        case .identifiersFromNumbers:
            if commit.note == nil { commit.note = EventNote(id: "c\(commit.sequence)", time: nil).json }
        default: break
        }
        return commit
    }

    /// Returns an outcome as a hub understands it.
    func outcome(_ outcome: DeliveryOutcome, _ plan: SimulatedListener.Plan) -> DeliveryOutcome {
        switch (self, plan.verdict) {
        case (.acknowledgedBeforeAnswer, _): .acknowledged
        case (.errorsTakenAsAcknowledged, .unavailable(.zero)): .acknowledged
        case (.redirectsTakenAsAcknowledged, .unavailable(.zero)): plan.latency < .seconds(1) ? .acknowledged : outcome
        case (.refusalsTakenAsUnavailable, .refused): .unavailable()
        case (.failuresTakenAsRefusals, .unavailable(.zero)): .refused
        case (.goneTakenAsUnavailable, .gone): .unavailable()
        case (.retryAfterIgnored, .unavailable): .unavailable()
        default: outcome
        }
    }

    /// Changes what a hub does.
    func change(_ actions: inout [DeliveryEngine.Action], _ random: inout SplitMix64) {
        for place in actions.indices.reversed() {
            switch (self, actions[place]) {
            case (.sendsLost, .send): if random.once(in: 10) { actions.remove(at: place) }
            case (.readsLost, .read): if random.once(in: 4) { actions.remove(at: place) }
            case (.checkpointsLost, .write): if random.once(in: 10) { actions.remove(at: place) }
            case (_, .write(var checkpoint)):
                change(&checkpoint)
                actions[place] = .write(checkpoint)
            default: break
            }
        }
    }

    private func change(_ checkpoint: inout DeliveryEngine.Checkpoint) {
        switch self {
        case .positionWrittenTooFar:
            for place in checkpoint.states.indices {
                let cursor = checkpoint.states[place].state.cursor
                checkpoint.states[place].state.cursor = EventCursor(after: cursor.commit + 1)
            }
        case .revisionsIgnored: for place in checkpoint.states.indices { checkpoint.states[place].revision = nil }
        case .lettersLost: checkpoint.deadLetters = []
        case .lettersNeverRemoved: checkpoint.delivered = []
        default: break
        }
    }
}
