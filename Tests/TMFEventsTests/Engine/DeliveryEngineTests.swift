import TMFJSON
import TMFModels
import TMFStore
import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("Decisions of the delivery engine")
struct DeliveryEngineTests {
    /// An engine with one listener, and a store whose feed has one event in each commit.
    private struct World {
        var engine: DeliveryEngine
        var subscription: Subscription
        var commits: [StoreCommit] = []
        /// The number of the last commit that the feed has forgotten.
        var keptAfter: UInt64 = 0
        /// The attempts under way, the oldest first.
        var attempts: [DeliveryEngine.Attempt] = []
        var checkpoint: DeliveryEngine.Checkpoint?
        var time = Duration.zero

        init(_ edit: (inout DeliveryPolicy) -> Void = { _ in }) throws {
            var policy = DeliveryPolicy()
            edit(&policy)
            engine = DeliveryEngine(
                policy: policy, rules: EventRules(), tail: 0, wallTime: .now(), random: SplitMix64(seed: 1))
            subscription = Subscription(
                id: "s", callback: try CallbackURL("https://crm.example/listener"),
                query: try EventQuery(parsing: "customer.status=active"), created: .now())
            engine.take(subscription, startingAfter: EventCursor(after: 0))
        }

        var state: SubscriptionState { engine.state(of: "s") ?? SubscriptionState(after: EventCursor(after: 0)) }

        /// The identifiers of the resources whose events are under way.
        var sent: [String] {
            attempts.map { attempt in
                switch attempt.content {
                case .event(let event): event.key.id
                case .deadLetter(let key): key.id
                }
            }
        }

        mutating func commit(_ count: Int, isWanted: Bool = true) throws {
            for _ in 0..<count {
                let id = String(commits.count + 1)
                let document = try document(["id": .string(id), "status": isWanted ? "active" : "closed"])
                let change = StoreCommit.Change(key: ResourceKey("customer", id), document: document, previous: nil)
                commits.append(StoreCommit(sequence: UInt64(commits.count + 1), changes: [change]))
                engine.take(commits[commits.count - 1])
            }
            act()
        }

        mutating func wait(_ pause: Duration = .seconds(600)) {
            time += pause
            engine.advance(to: time, wallTime: .now())
            act()
        }

        mutating func answer(_ outcome: DeliveryOutcome) {
            guard !attempts.isEmpty else { return }
            engine.take(outcome, of: attempts.removeFirst().id)
            act()
        }

        mutating func write(as revision: UInt64?) throws {
            let written = try #require(checkpoint)
            checkpoint = nil
            engine.take(written, writtenAs: revision)
            act()
        }

        /// Takes a changed subscription, as a commit without events does.
        mutating func change(_ edit: (inout Subscription) -> Void) {
            edit(&subscription)
            commits.append(StoreCommit(sequence: UInt64(commits.count + 1), changes: []))
            engine.take(
                commits[commits.count - 1], subscriptions: [(subscription, EventCursor(after: 0))], removed: [])
            act()
        }

        mutating func act() {
            var reads: [UInt64] = []
            repeat {
                for sequence in reads {
                    engine.take(
                        sequence < keptAfter ? nil : Array(commits[Int(sequence)...].prefix(5)), for: "s",
                        keptAfter: keptAfter)
                }
                reads = []
                for action in engine.takeActions() {
                    switch action {
                    case .send(let attempt): attempts.append(attempt)
                    case .read(_, let sequence, _): reads.append(sequence)
                    case .write(let checkpoint): self.checkpoint = checkpoint
                    default: break
                    }
                }
            } while !reads.isEmpty
        }
    }

    @Test("Events that wait in memory are delivered before a listener falls behind")
    func waitingEvents() throws {
        var world = try World { $0.queuedEvents = 4 }
        try world.commit(20)
        world.keptAfter = 10
        var delivered: [String] = []
        while let id = world.sent.first {
            delivered.append(id)
            world.answer(.acknowledged)
        }
        #expect(delivered == ["1", "2", "3", "4"])
        #expect(world.state.status == .disabled)
        #expect(world.state.reason == .fellBehind)
        #expect(world.state.hasMissedEvents)
    }

    @Test("A listener that is unavailable misses nothing if the feed has forgotten only what it does not want")
    func unwantedEvents() throws {
        var world = try World()
        try world.commit(1)
        try world.commit(8, isWanted: false)
        world.answer(.unavailable())
        world.keptAfter = 8
        try world.commit(1)
        world.wait()
        world.answer(.acknowledged)
        #expect(world.state.status == .active)
        #expect(world.sent == ["10"])
    }

    @Test("An owner who goes on after lost events is told when others are lost later")
    func laterLoss() throws {
        var world = try World { $0.queuedEvents = 1 }
        try world.commit(10)
        world.keptAfter = 10
        world.answer(.acknowledged)
        #expect(world.state.reason == .fellBehind)
        // The feed forgets more in the same moment, which needs no other request.
        world.keptAfter = 11
        world.change { $0.wakeUps += 1 }
        #expect(world.state.status == .active)
        try world.commit(10)
        #expect(world.sent == ["12"])
        world.keptAfter = 20
        world.answer(.acknowledged)
        #expect(world.state.reason == .fellBehind)
    }

    @Test("A loss stays known when the listener then says that it is gone")
    func lossBeforeEnd() throws {
        var world = try World { $0.queuedEvents = 1 }
        try world.commit(10)
        let letter = DeadLetter.key("s", EventCursor(1, 0))
        world.answer(.acknowledged)
        world.engine.redeliver(letter, to: "s")
        world.keptAfter = 10
        world.change { $0.replay = Subscription.Replay(number: 1, cursor: EventCursor(after: 0)) }
        #expect(world.state.reason == .fellBehind)
        world.answer(.gone)
        world.change { $0.wakeUps += 1 }
        #expect(world.state.status == .active)
        #expect(world.state.hasMissedEvents)
    }

    @Test(
        "A refused event that is wanted again stays so",
        arguments: [DeliveryOutcome.gone, .notPermitted, .unavailable()])
    func redelivery(outcome: DeliveryOutcome) throws {
        var world = try World()
        let letter = DeadLetter.key("s", EventCursor(1, 0))
        world.engine.redeliver(letter, to: "s")
        world.act()
        #expect(world.sent == [letter.id])
        world.answer(outcome)
        world.change { $0.wakeUps += 1 }
        #expect(world.sent == [letter.id])
    }

    @Test("An event that is refused again when it is repeated is kept once", arguments: [true, false])
    func refusedTwice(isBeingWritten: Bool) throws {
        var world = try World { $0.refusalPauses = [] }
        world.wait(.seconds(2))
        if isBeingWritten { try world.write(as: 1) }
        try world.commit(1)
        world.answer(.refused)
        if isBeingWritten { world.wait(.seconds(2)) }
        world.change { $0.replay = Subscription.Replay(number: 1, cursor: EventCursor(after: 0)) }
        #expect(world.sent == ["1"])
        world.answer(.refused)
        try world.write(as: isBeingWritten ? nil : 1)
        world.wait(.seconds(2))
        #expect(world.checkpoint?.deadLetters.map(\.event.key.id) == ["1"])
    }
}
