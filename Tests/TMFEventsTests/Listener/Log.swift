import Synchronization

/// Values in the order in which they were added, from any task.
final class Log<Value: Sendable>: Sendable {
    private let storage = Mutex<[Value]>([])

    var values: [Value] { storage.withLock { $0 } }
    var count: Int { values.count }

    func add(_ value: Value) { storage.withLock { $0.append(value) } }
}
