import Synchronization
import TMForum
import Testing

/// Keeps the events of requests.
final class EventLog: Sendable {
    private let log = Mutex<[RequestSummary]>([])

    /// All events up to now.
    var events: [RequestSummary] { log.withLock { $0 } }
    /// What adds to the log.
    var observer: ServiceObserver { { event in self.log.withLock { $0.append(event) } } }

    /// The event of the last request, if it is the only one since the last time.
    func only() throws -> RequestSummary {
        let events = log.withLock { log in
            defer { log = [] }
            return log
        }
        try #require(events.count == 1, "\(events.count) events")
        return try #require(events.first)
    }
}

/// Notes of what happened.
final class TextLog: Sendable {
    private let texts = Mutex<[String]>([])

    func add(_ text: String) { texts.withLock { $0.append(text) } }

    /// All notes since the last time.
    func take() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }
}
