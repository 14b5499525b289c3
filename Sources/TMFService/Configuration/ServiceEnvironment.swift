import Synchronization
public import TMFModels
import TMFStore

/// The dependencies of a service on the outside world: the time, identifiers, and its own address.
public struct ServiceEnvironment: Sendable {
    /// The start of `href`, `Location` and `Link`, such as `https://api.example.com`, without a slash at its end; empty
    /// for paths without a host.
    public let publicURL: String
    /// Returns the present instant.
    public var now: @Sendable () -> Timestamp
    /// Returns the time since some fixed moment, for measuring how long a request takes.
    public var monotonicTime: @Sendable () -> Duration
    /// Returns an identifier that no resource has.
    public var makeIdentifier: @Sendable () -> String

    /// Creates an environment; what is not given is that of the system, identifiers are random UUIDs (RFC 9562, version 4).
    ///
    /// - Parameters:
    ///   - publicURL: The start of `href`, `Location` and `Link`; a slash at its end is dropped.
    ///   - now: Returns the present instant.
    ///   - monotonicTime: Returns the time since some fixed moment.
    ///   - makeIdentifier: Returns an identifier that no resource has.
    public init(
        publicURL: String = "",
        now: @escaping @Sendable () -> Timestamp = Timestamp.now,
        monotonicTime: (@Sendable () -> Duration)? = nil,
        makeIdentifier: (@Sendable () -> String)? = nil
    ) {
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.now = now
        self.monotonicTime = monotonicTime ?? { ContinuousClock.now - Self.start }
        self.makeIdentifier = makeIdentifier ?? UniqueIdentifier.random
    }

    /// The clock of the system, random UUIDs, and paths without a host.
    public static let live = ServiceEnvironment()

    /// Returns an environment for tests, in which time stands still and identifiers count from 1.
    ///
    /// - Parameters:
    ///   - instant: The instant that every request happens at.
    ///   - publicURL: The start of `href`, `Location` and `Link`.
    /// - Returns: The environment.
    public static func fixed(_ instant: Timestamp, publicURL: String = "") -> ServiceEnvironment {
        let counter = Mutex(0)
        return ServiceEnvironment(
            publicURL: publicURL,
            now: { instant },
            monotonicTime: { .zero },
            makeIdentifier: {
                counter.withLock { count in
                    count += 1
                    return String(count)
                }
            }
        )
    }

    private static let start = ContinuousClock.now
}
