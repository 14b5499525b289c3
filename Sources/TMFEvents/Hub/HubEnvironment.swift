public import TMFModels
import TMFStore

/// The outside dependencies of a hub: the time, waiting, new identifiers, random pauses, and the public address.
public struct HubEnvironment: Sendable {
    /// The start of the `source` of CloudEvents, such as `https://api.example.com`, without a trailing slash.
    public var publicURL: String
    /// Returns the current instant.
    public var now: @Sendable () -> Timestamp
    /// Returns the time since a fixed moment.
    public var monotonicTime: @Sendable () -> Duration
    /// Waits for a duration, and throws an error if the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Returns an identifier that no subscription has.
    public var makeIdentifier: @Sendable () -> String
    /// Returns a source of random pauses.
    public var makeRandom: @Sendable () -> any RandomNumberGenerator & Sendable

    /// Creates an environment, by default with the clock of the system.
    ///
    /// - Parameters:
    ///   - publicURL: The start of the `source` of CloudEvents.
    ///   - now: Returns the current instant.
    ///   - monotonicTime: Returns the time since a fixed moment.
    ///   - sleep: Waits for a duration.
    ///   - makeIdentifier: Returns an identifier that no subscription has.
    ///   - makeRandom: Returns a source of random pauses.
    public init(
        publicURL: String = "",
        now: @escaping @Sendable () -> Timestamp = Timestamp.now,
        monotonicTime: (@Sendable () -> Duration)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        makeIdentifier: (@Sendable () -> String)? = nil,
        makeRandom: @escaping @Sendable () -> any RandomNumberGenerator & Sendable = { SystemRandomNumberGenerator() }
    ) {
        self.publicURL = publicURL
        self.now = now
        self.monotonicTime = monotonicTime ?? { ContinuousClock.now - Self.start }
        self.sleep = sleep
        self.makeIdentifier = makeIdentifier ?? UniqueIdentifier.random
        self.makeRandom = makeRandom
    }

    /// An environment with the clock of the system.
    public static let live = HubEnvironment()

    private static let start = ContinuousClock.now
}
