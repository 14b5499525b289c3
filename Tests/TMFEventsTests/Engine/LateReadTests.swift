import TMFJSON
import TMFModels
import TMFStore
import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("Commits that are read while the queue of a listener changes")
struct LateReadTests {
    private static func commit(_ number: UInt64) throws -> StoreCommit {
        let key = ResourceKey("customer", "\(number)")
        return StoreCommit(
            sequence: number,
            changes: [.init(key: key, document: try document(["id": .string(key.id)]), previous: nil)],
            note: EventNote(id: "\(number)", time: nil).json)
    }

    @Test("Events that left the queue of a failing listener during a read are delivered before those that were read")
    func order() throws {
        var policy = DeliveryPolicy()
        policy.queuedEvents = 12
        var engine = DeliveryEngine(
            policy: policy, rules: EventRules(), tail: 0, wallTime: .now(), random: SplitMix64(seed: 1))
        let subscription = Subscription(
            id: "s", callback: try CallbackURL("https://crm.example/listener"), query: try EventQuery(parsing: ""),
            created: .now())
        engine.take(subscription, startingAfter: EventCursor(after: 0))
        let commits = try (1...20).map { try Self.commit($0) }
        for commit in commits { engine.take(commit) }

        var sent: [String] = []
        var time = Duration.zero
        var late: UInt64?
        var hasFailed = false
        for _ in 0..<40 {
            time += .seconds(600)
            engine.advance(to: time, wallTime: .now())
            for action in engine.takeActions() {
                switch action {
                case .send(let attempt):
                    guard case .event(let event) = attempt.content else { break }
                    if late != nil, !hasFailed {
                        hasFailed = true
                        engine.take(.unavailable(), of: attempt.id)
                    } else {
                        sent.append(event.id)
                        engine.take(.acknowledged, of: attempt.id)
                    }
                case .read(_, let sequence, _):
                    // The first read ends only when the listener has failed and is well again.
                    if late == nil { late = sequence } else { engine.take(Array(commits[Int(sequence)...]), for: "s") }
                default: break
                }
            }
            if hasFailed, engine.state(of: "s")?.status == .active, let sequence = late, sequence != .max {
                late = .max
                engine.take(Array(commits[Int(sequence)...]), for: "s")
            }
        }
        #expect(hasFailed)
        #expect(sent == (1...20).map { "\($0)-0c" })
    }
}
