import Synchronization

/// A test of a behavior, and the deviations that it found.
protocol Trial: Sendable {
    var log: FailureLog { get }

    /// Returns a value as text for a failure.
    static func text(_ value: some Any) -> String
}

/// The deviations that a trial found.
final class FailureLog: Sendable {
    /// The maximum number of failures that are kept, because the first few are sufficient.
    private static let enough = 10

    private let failures = Mutex<[String]>([])

    var all: [String] { failures.withLock { $0 } }

    func add(_ message: String) {
        failures.withLock { failures in
            if failures.count < Self.enough { failures.append(message) }
        }
    }
}

extension Trial {
    /// The deviations that were found.
    var failures: [String] { log.all }

    func fail(_ message: String) { log.add(message) }

    /// Records a failure unless a condition holds.
    func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
        if !condition { fail(message()) }
    }

    /// Records a failure unless two values are equal.
    func expect<Value: Equatable>(_ what: @autoclosure () -> String, _ found: Value, is expected: Value) {
        if found != expected { fail("\(what()): expected \(Self.text(expected)), found \(Self.text(found))") }
    }
}
