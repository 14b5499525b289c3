import Synchronization
public import TMFModels
import TMFStore

/// The outside dependencies of a service: the time, new identifiers, and the public address.
public struct ServiceEnvironment: Sendable {
    /// The start of `href`, `Location` and `Link`, such as `https://api.example.com`, without a trailing slash; empty
    /// for paths without a host.
    public let publicURL: String
    /// Returns the current instant.
    public var now: @Sendable () -> Timestamp
    /// Returns the time since a fixed moment, for measuring the duration of requests.
    public var monotonicTime: @Sendable () -> Duration
    /// Waits for a duration, or until the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Returns an identifier that no resource has.
    ///
    /// With a hub, it also identifies commits, and the identifiers of events start with it. It must then never return
    /// an identifier twice, also after a backup of the store has been restored.
    public var makeIdentifier: @Sendable () -> String

    /// Creates an environment, by default with the clock of the system and random UUIDs (RFC 9562, version 4).
    ///
    /// - Parameters:
    ///   - publicURL: The start of `href`, `Location` and `Link`. A trailing slash is removed.
    ///   - now: Returns the current instant.
    ///   - monotonicTime: Returns the time since a fixed moment.
    ///   - sleep: Waits for a duration.
    ///   - makeIdentifier: Returns an identifier that no resource has.
    public init(
        publicURL: String = "",
        now: @escaping @Sendable () -> Timestamp = Timestamp.now,
        monotonicTime: (@Sendable () -> Duration)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        makeIdentifier: (@Sendable () -> String)? = nil
    ) {
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.now = now
        self.monotonicTime = monotonicTime ?? { ContinuousClock.now - Self.start }
        self.sleep = sleep
        self.makeIdentifier = makeIdentifier ?? UniqueIdentifier.random
    }

    /// An environment with the clock of the system, random UUIDs, and paths without a host.
    public static let live = ServiceEnvironment()

    /// Returns an environment for tests, in which time stands still, waiting ends at once, and identifiers count up
    /// from 1.
    ///
    /// - Parameters:
    ///   - instant: The instant of every request.
    ///   - publicURL: The start of `href`, `Location` and `Link`.
    /// - Returns: The environment.
    public static func fixed(_ instant: Timestamp, publicURL: String = "") -> ServiceEnvironment {
        let counter = Mutex(0)
        return ServiceEnvironment(
            publicURL: publicURL,
            now: { instant },
            monotonicTime: { .zero },
            sleep: { _ in },
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
