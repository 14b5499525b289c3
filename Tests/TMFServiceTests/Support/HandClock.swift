import Synchronization
import TMForum

/// A clock that is set by hand.
final class HandClock: Sendable {
    private let instant: Mutex<Int64>

    init(_ text: String = Client.instant) throws { instant = Mutex(try Timestamp(text).secondsSince1970) }

    var now: Timestamp { Timestamp(secondsSince1970: instant.withLock { $0 }) }

    func advance(seconds: Int64) { instant.withLock { $0 += seconds } }

    /// An environment with this clock, in which identifiers count from 1.
    func environment() -> ServiceEnvironment {
        let count = IdentifierCounter()
        return ServiceEnvironment(now: { self.now }, makeIdentifier: { count.next() })
    }
}

/// Identifiers that count from 1.
final class IdentifierCounter: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        count.withLock {
            $0 += 1
            return String($0)
        }
    }
}
