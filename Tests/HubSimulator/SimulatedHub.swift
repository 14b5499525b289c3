import TMFEvents
import TMFModels
import TMFStore

/// A hub that is running: a delivery engine with what its driver knows.
final class SimulatedHub {
    /// An attempt under way.
    struct Flight {
        enum Cargo {
            case event(EventCursor, ResourceKey)
            case letter(ResourceKey)
        }

        let ledger: Ledger
        let cargo: Cargo
        let generation: Int
        let host: String
        let isProbe: Bool
        var plan: SimulatedListener.Plan
    }

    /// Progress that is being written.
    struct Write {
        let checkpoint: DeliveryEngine.Checkpoint
        /// The number of the commit, if it has been made.
        var revision: UInt64?
        var fails: Bool
        /// What the checkpoint contains, to be given back if it cannot be written.
        var setAside: [(Ledger, EventCursor)] = []
        var delivered: [(Ledger, ResourceKey)] = []
    }

    let number: Int
    var engine: DeliveryEngine
    /// The time at which the hub started.
    let start: Duration
    var lease: UInt64
    var flights: [UInt64: Flight] = [:]
    var ledgers: [Ledger] = []
    var write: Write?
    var toForget: [String] = []
    var isAlive = true
    /// The time at which the engine must be told the time, or `nil` if it waits for nothing.
    var wake: Duration?
    var isStopping = false
    var isFeedDue = false
    /// The number of events that were refused for the last time, and of which the engine has not told yet.
    var expectedSetAside = 0
    /// The listener for which the store no longer keeps the events.
    var behind: Ledger?

    init(number: Int, engine: DeliveryEngine, start: Duration, lease: UInt64) {
        (self.number, self.engine, self.start, self.lease) = (number, engine, start, lease)
    }

    func ledger(_ id: String) -> Ledger? { ledgers.first { $0.id == id } }
}
