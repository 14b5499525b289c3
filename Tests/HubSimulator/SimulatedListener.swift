import TMFEvents
import _TMFTestSupport

/// A program that receives events, well or badly.
struct SimulatedListener {
    /// The manner of a listener.
    enum Script: Int, CaseIterable {
        case fine
        case slow
        case serverErrors
        case busy
        case gone
        case redirects
        case refusesSome
        case refusesAll
        case dropsAfterTaking
        case answersTooLate
        case flaps
        case neverAnswers
        case misconfigured
        case unreachable
        case notPermitted
    }

    /// The meaning of a response, by the table of outcomes and not by the code of the engine.
    enum Verdict: Hashable {
        case acknowledged
        case unavailable(Duration)
        case refused
        case gone
        case notPermitted
    }

    /// The course of one attempt.
    struct Plan {
        var latency: Duration
        var takesEvent: Bool
        var outcome: DeliveryOutcome
        var verdict: Verdict
    }

    var script = Script.fine
    /// The events that the listener has taken.
    var taken: Set<Int> = []
    /// The bodies of these events, for as long as the subscription stays the same.
    var bodies: [Int: UInt64] = [:]

    private static let refusals = [400, 409, 411, 413, 414, 415, 416, 417, 421, 422, 431, 418, 499]

    func plan(_ serial: Int, _ timeout: Duration, _ random: inout SplitMix64) -> Plan {
        let quick = Duration.milliseconds(1 + random.below(30))
        switch script {
        case .fine: return response([200, 201, 202, 204, 299][random.below(5)], after: quick)
        case .slow:
            let latency = random.once(in: 2) ? timeout - .milliseconds(1) : .milliseconds(random.below(14_000))
            return response(204, after: latency)
        case .serverErrors: return response([500, 501, 502, 504, 599, 408, 425][random.below(7)], after: quick)
        case .busy:
            let pauses: [Duration?] = [nil, .zero, .seconds(5), .seconds(120), .seconds(1_000_000_000)]
            return response([429, 503][random.below(2)], pause: pauses[random.below(5)], after: quick)
        case .gone: return response(410, after: quick)
        case .redirects: return response([301, 302, 303, 307, 308][random.below(5)], after: quick)
        case .refusesSome:
            guard serial % 3 == 0 else { return response(204, after: quick) }
            return response(Self.refusals[random.below(Self.refusals.count)], after: quick)
        case .refusesAll: return response(Self.refusals[random.below(Self.refusals.count)], after: quick)
        case .dropsAfterTaking: return lost(after: quick, takesEvent: true)
        case .answersTooLate: return lost(after: timeout, takesEvent: true)
        case .flaps:
            var other = self
            other.script = [.fine, .serverErrors, .refusesAll, .dropsAfterTaking, .fine][random.below(5)]
            return other.plan(serial, timeout, &random)
        case .neverAnswers: return lost(after: timeout, takesEvent: false)
        case .misconfigured: return response([401, 403, 404, 405, 407][random.below(5)], after: quick)
        case .unreachable: return lost(after: .zero, takesEvent: false)
        case .notPermitted:
            return Plan(latency: .zero, takesEvent: false, outcome: .notPermitted, verdict: .notPermitted)
        }
    }

    private func lost(after latency: Duration, takesEvent: Bool) -> Plan {
        Plan(latency: latency, takesEvent: takesEvent, outcome: .unavailable(), verdict: .unavailable(.zero))
    }

    private func response(_ status: Int, pause: Duration? = nil, after latency: Duration) -> Plan {
        let verdict: Verdict =
            switch status {
            case 200..<300: .acknowledged
            case 410: .gone
            case 429, 503: .unavailable(max(pause ?? .zero, .seconds(10)))
            case 408, 425, 401, 403, 404, 405, 407, 300..<400, 500...: .unavailable(.zero)
            default: .refused
            }
        return Plan(
            latency: latency, takesEvent: verdict == .acknowledged,
            outcome: DeliveryOutcome(status: status, retryAfter: pause), verdict: verdict)
    }
}
