public import TMFStore
public import Testing

/// One behaviour that every storage driver must show.
///
/// Together the behaviours say what `ResourceStore` promises. A driver runs them all in three lines:
///
/// ```swift
/// @Test(arguments: StoreContract.allCases)
/// func contract(_ behaviour: StoreContract) async throws {
///     try await behaviour.verify { MyStore() }
/// }
/// ```
///
/// A behaviour has two minutes, a step of it that waits for something ten seconds, so that a driver that hangs fails.
public struct StoreContract: Sendable {
    /// The behaviour in one sentence, which no other behaviour has.
    public let name: String

    let body: @Sendable (StoreTrial) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (StoreTrial) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Checks that a store shows the behaviour, and records an issue for everything that is not as it must be.
    ///
    /// - Parameters:
    ///   - sourceLocation: Where the issues are shown.
    ///   - makeStore: Makes a fresh, empty store for exclusive use.
    /// - Throws: The error of `makeStore`.
    public func verify<Store: ResourceStore>(
        sourceLocation: SourceLocation = #_sourceLocation, makeStore: @Sendable () async throws -> Store
    ) async throws {
        for failure in try await failures(makeStore: makeStore) {
            Issue.record("\(name): \(failure)", sourceLocation: sourceLocation)
        }
    }

    /// Checks whether a store shows the behaviour, for use outside a test.
    ///
    /// - Parameter makeStore: Makes a fresh, empty store for exclusive use.
    /// - Returns: The first few deviations, each with the expected and the found result; empty if the store behaves correctly.
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
    /// Returns whether two behaviours are the same.
    ///
    /// - Parameters:
    ///   - first: A behaviour.
    ///   - second: Another one.
    /// - Returns: `true` if they have the same name.
    public static func == (first: Self, second: Self) -> Bool { first.name == second.name }

    /// Feeds the name to a hasher.
    ///
    /// - Parameter hasher: The hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension StoreContract: CustomStringConvertible, CustomTestStringConvertible {
    /// The behaviour in one sentence.
    public var description: String { name }

    /// The behaviour in one sentence.
    public var testDescription: String { name }
}

extension StoreContract: CaseIterable {
    /// All behaviours, by subject.
    public static let allCases: [StoreContract] =
        reading + documents + commits + preconditions + isolation + ordering + sorting + paging + queries + totals
        + cursors + changesFeed + changesContent + changesBatches + notes + identifiers + concurrency
}
