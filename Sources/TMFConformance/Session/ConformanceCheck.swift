/// A check that runs in addition to a kit, with its own requests and rules.
///
/// ```swift
/// let health = ConformanceCheck("health") { session in
///     let response = await session.send(.get, session.basePath + "health")
///     session.expect(isHealthy, response?.status == 200, expected: "200", got: "\(response?.status ?? 0)")
/// }
/// let report = await ConformanceKit.customerV4.with(checks: [health]).run(against: target, by: .sound)
/// ```
public struct ConformanceCheck: Sendable, Hashable {
    /// The closure to run, in a class because closures have no equality.
    private final class Body: Sendable {
        let run: @Sendable (inout ConformanceSession) async -> Void

        init(_ run: @escaping @Sendable (inout ConformanceSession) async -> Void) { self.run = run }
    }

    /// The name, which is the folder of the check's requests in the report.
    public var name: String

    private let body: Body

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - body: A closure that sends requests and checks the responses.
    public init(_ name: String, _ body: @escaping @Sendable (inout ConformanceSession) async -> Void) {
        self.name = name
        self.body = Body(body)
    }

    func run(in session: inout ConformanceSession) async { await body.run(&session) }

    /// Returns whether two checks are the same check or copies of it.
    public static func == (first: Self, second: Self) -> Bool {
        first.name == second.name && first.body === second.body
    }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
