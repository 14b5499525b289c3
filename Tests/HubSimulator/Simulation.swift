import TMFEvents
import TMFModels
import TMFStore
import _TMFTestSupport

/// One simulated world: a store, hubs that deliver its events, and listeners, all of them driven by one seed.
final class Simulation {
    enum Item {
        case answer(SimulatedHub, UInt64)
        case read(SimulatedHub, String, after: UInt64, count: Int)
        case written(SimulatedHub)
        case feed(SimulatedHub)
        case start
    }

    /// The result of a run.
    struct Result {
        var violation: Violation?
        /// The number of steps until the violation, or of all steps.
        var steps: Int
        var coverage: Coverage
    }

    let interests: EngineInterests
    let policy: DeliveryPolicy
    let mistake: Mistake?
    var random: SplitMix64
    /// The source of the moments at which the mistake is made.
    var mistakes: SplitMix64
    var coverage = Coverage()
    let isTraced: Bool

    var store = SimulatedStore()
    var backup: SimulatedStore?
    var hubs: [SimulatedHub] = []
    var hubCount = 0
    var listeners: [SimulatedListener] = []
    var agenda = Agenda<Item>()
    var now = Duration.zero
    /// The difference of the wall clock from the monotonic one.
    var wallOffset = Duration.zero
    /// The time for which a hub has been running.
    var running = Duration.zero
    var serial = 0
    var notes = 0
    /// The changes that identifiers of events without notes stand for.
    var derived: [String: Identity] = [:]
    /// A Boolean value that indicates whether nothing goes wrong anymore.
    var isHealing = false

    struct Identity: Hashable {
        let sequence: UInt64
        let change: SimulatedChange
        let kind: PublishedEvent.Kind
    }

    init(seed: UInt64, interests: EngineInterests, mistake: Mistake? = nil, isTraced: Bool = false) {
        self.interests = interests
        self.mistake = mistake
        self.isTraced = isTraced
        random = SplitMix64(seed: seed)
        mistakes = SplitMix64(seed: ~seed)
        policy = Self.policy(&random)
    }

    /// Runs a number of steps, and then lets everything come to rest.
    ///
    /// - Parameters:
    ///   - seed: The seed, which decides everything.
    ///   - steps: The number of steps.
    ///   - interests: The scopes and queries.
    ///   - mistake: A mistake that the hub makes.
    ///   - isTraced: Whether every step is printed.
    /// - Returns: The result.
    static func run(
        seed: UInt64, steps: Int, _ interests: EngineInterests, mistake: Mistake? = nil, isTraced: Bool = false
    ) -> Result {
        let simulation = Simulation(seed: seed, interests: interests, mistake: mistake, isTraced: isTraced)
        var step = 0
        do {
            try simulation.open()
            while step < steps {
                step += 1
                if isTraced { print("step \(step)") }
                try simulation.step()
            }
            if isTraced { print("everything comes to rest") }
            try simulation.comeToRest()
            return Result(violation: nil, steps: step, coverage: simulation.coverage)
        } catch let violation as Violation {
            return Result(violation: violation, steps: step, coverage: simulation.coverage)
        } catch {
            return Result(violation: Violation("error", "\(error)"), steps: step, coverage: simulation.coverage)
        }
    }

    func trace(_ text: @autoclosure () -> String) { if isTraced { print("  \(now): \(text())") } }

    /// The pace and the limits of a run, which are often much lower than usual so that they are reached.
    private static func policy(_ random: inout SplitMix64) -> DeliveryPolicy {
        func one<Value>(_ values: Value...) -> Value { values[random.below(values.count)] }
        var policy = DeliveryPolicy()
        policy.backOff = one(.seconds(1)...(.seconds(300)), .seconds(1)...(.seconds(4)), .seconds(2)...(.seconds(2)))
        policy.longestRetryAfter = one(.seconds(3_600), .seconds(60))
        policy.refusalPauses = one(policy.refusalPauses, [.seconds(1)], [], [.seconds(2), .seconds(3)])
        policy.refusedEvents = one(2, 3, 10)
        policy.unavailability = one(.seconds(20), .seconds(600), policy.unavailability)
        policy.deliveries = one(2, 3, 5, 256)
        policy.failingDeliveries = one(1, 2, 32)
        policy.deliveriesPerHost = one(1, 2, 8)
        policy.queuedEvents = one(1, 2, 4, 8, 256)
        policy.queuedBytes = one(1_000, 5_000, 64 << 20)
        policy.readers = one(1, 2, 4)
        policy.commitsPerRead = one(1, 2, 5, 100)
        policy.eventsPerCheckpoint = one(1, 4, 256)
        policy.commitsPerBookmark = one(3, 50, 10_000)
        policy.restartSpread = one(.zero, .seconds(30))
        return policy
    }
}
