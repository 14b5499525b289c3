public import TMFStore
public import Testing

/// A behavior that every storage driver must have.
///
/// Together, the behaviors make up the contract of `ResourceStore`. A driver tests them all in three lines:
///
/// ```swift
/// @Test(arguments: StoreContract.allCases)
/// func contract(_ behavior: StoreContract) async throws {
///     try await behavior.verify { MyStore() }
/// }
/// ```
///
/// A behavior must finish within two minutes, and each step that waits for something within ten seconds, so that a
/// driver that hangs fails.
public struct StoreContract: Sendable {
    /// The behavior in one sentence, which is unique.
    public let name: String

    let body: @Sendable (StoreTrial) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (StoreTrial) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Tests whether a store has the behavior, and records an issue for each deviation.
    ///
    /// - Parameters:
    ///   - sourceLocation: The source location of the issues.
    ///   - makeStore: Creates an empty store for exclusive use.
    /// - Throws: The error of `makeStore`.
    public func verify<Store: ResourceStore>(
        sourceLocation: SourceLocation = #_sourceLocation, makeStore: @Sendable () async throws -> Store
    ) async throws {
        for failure in try await failures(makeStore: makeStore) {
            Issue.record("\(name): \(failure)", sourceLocation: sourceLocation)
        }
    }

    /// Tests whether a store has the behavior, for use outside a test.
    ///
    /// - Parameter makeStore: Creates an empty store for exclusive use.
    /// - Returns: The first few deviations, each with the expected and the actual result, or an empty array if there
    ///   are none.
    /// - Throws: The error of `makeStore`.
    public func failures<Store: ResourceStore>(
        makeStore: @Sendable () async throws -> Store
    ) async throws -> [String] {
        let trial = StoreTrial(store: try await makeStore())
        let body = body
        do {
            try await withTimeLimit(.seconds(120)) { try await body(trial) }
        } catch {
            trial.fail("expected no error to end the behaviour, found \(StoreTrial.text(error))")
        }
        return trial.failures
    }
}

extension StoreContract: Hashable {
    /// Returns whether two behaviors are the same.
    ///
    /// - Parameters:
    ///   - first: A behavior.
    ///   - second: Another behavior.
    /// - Returns: `true` if they have the same name.
    public static func == (first: Self, second: Self) -> Bool { first.name == second.name }

    /// Hashes the name.
    ///
    /// - Parameter hasher: The hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension StoreContract: CustomStringConvertible, CustomTestStringConvertible {
    /// The behavior in one sentence.
    public var description: String { name }

    /// The behavior in one sentence.
    public var testDescription: String { name }
}

extension StoreContract: CaseIterable {
    /// All behaviors, by subject.
    public static let allCases: [StoreContract] =
        reading + documents + commits + preconditions + isolation + ordering + sorting + paging + queries + totals
        + cursors + changesFeed + changesContent + changesBatches + feedRange + notes + identifiers + concurrency
}
