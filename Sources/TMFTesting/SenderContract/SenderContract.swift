public import TMFEvents
public import Testing

/// A behavior that every sender of events must have.
///
/// Together, the behaviors make up the contract of `EventSender`. A sender tests them all in three lines:
///
/// ```swift
/// @Test(arguments: SenderContract.allCases)
/// func contract(_ behavior: SenderContract) async throws {
///     try await behavior.verify { MySender() }
/// }
/// ```
///
/// Each behavior starts servers on the loopback interface, which answer as no server should, and sends messages to them
/// by `http`. It tells the sender to permit loopback addresses. A behavior must finish within two minutes.
public struct SenderContract: Sendable {
    /// The behavior in one sentence, which is unique.
    public let name: String

    let body: @Sendable (SenderTrial) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (SenderTrial) async throws -> Void) {
        self.name = name
        self.body = body
    }

    /// Tests whether a sender has the behavior, and records an issue for each deviation.
    ///
    /// - Parameters:
    ///   - sourceLocation: The source location of the issues.
    ///   - makeSender: Creates a sender.
    /// - Throws: The error of `makeSender`.
    public func verify<Sender: EventSender>(
        sourceLocation: SourceLocation = #_sourceLocation, makeSender: @Sendable () async throws -> Sender
    ) async throws {
        for failure in try await failures(makeSender: makeSender) {
            Issue.record("\(name): \(failure)", sourceLocation: sourceLocation)
        }
    }

    /// Tests whether a sender has the behavior, for use outside a test.
    ///
    /// - Parameter makeSender: Creates a sender.
    /// - Returns: The first few deviations, each with the expected and the actual result, or an empty array if there
    ///   are none.
    /// - Throws: The error of `makeSender`.
    public func failures<Sender: EventSender>(
        makeSender: @Sendable () async throws -> Sender
    ) async throws -> [String] {
        let trial = SenderTrial(sender: try await makeSender())
        defer { trial.stopServers() }
        let body = body
        do {
            try await withTimeLimit(.seconds(120)) { try await body(trial) }
        } catch {
            trial.fail("expected no error to end the behavior, found \(SenderTrial.text(error))")
        }
        return trial.failures
    }
}

extension SenderContract: Hashable {
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

extension SenderContract: CustomStringConvertible, CustomTestStringConvertible {
    /// The behavior in one sentence.
    public var description: String { name }

    /// The behavior in one sentence.
    public var testDescription: String { name }
}

extension SenderContract: CaseIterable {
    /// All behaviors, by subject.
    public static let allCases: [SenderContract] = messages + answers + redirects + limits + connections + addresses
}
