import Synchronization
public import TMFModels

/// What a service takes from the world around it: the time, and identifiers.
public struct ServiceEnvironment: Sendable {
    /// Returns the present instant.
    public var now: @Sendable () -> Timestamp
    /// Returns an identifier that no resource has.
    public var makeIdentifier: @Sendable () -> String

    /// Creates an environment.
    ///
    /// - Parameters:
    ///   - now: Returns the present instant.
    ///   - makeIdentifier: Returns an identifier that no resource has.
    public init(now: @escaping @Sendable () -> Timestamp, makeIdentifier: @escaping @Sendable () -> String) {
        self.now = now
        self.makeIdentifier = makeIdentifier
    }

    /// The clock of the system, and random UUIDs (RFC 9562, version 4).
    public static let live = ServiceEnvironment(now: Timestamp.now, makeIdentifier: UniqueIdentifier.random)

    /// Returns an environment for tests, in which time stands still and identifiers count from 1.
    ///
    /// - Parameter instant: The instant that every request happens at.
    /// - Returns: The environment.
    public static func fixed(_ instant: Timestamp) -> ServiceEnvironment {
        let counter = Mutex(0)
        return ServiceEnvironment(
            now: { instant },
            makeIdentifier: {
                counter.withLock { count in
                    count += 1
                    return String(count)
                }
            }
        )
    }
}
