/// A part of a run in addition to the requests of a kit: sends requests of its own and judges the responses by rules of its own.
///
/// ```swift
/// let health = ConformanceCheck("health") { session in
///     let response = await session.send(.get, session.basePath + "health")
///     session.expect(isHealthy, response?.status == 200, expected: "200", got: "\(response?.status ?? 0)")
/// }
/// let report = await ConformanceKit.customerV4.with(checks: [health]).run(against: target, by: .sound)
/// ```
public struct ConformanceCheck: Sendable, Hashable {
    /// What is run; a class, as closures have no equality.
    private final class Body: Sendable {
        let run: @Sendable (inout ConformanceSession) async -> Void

        init(_ run: @escaping @Sendable (inout ConformanceSession) async -> Void) { self.run = run }
    }

    /// The name, which is the folder of its requests in the report.
    public var name: String

    private let body: Body

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - body: Sends requests and judges the responses.
    public init(_ name: String, _ body: @escaping @Sendable (inout ConformanceSession) async -> Void) {
        self.name = name
        self.body = Body(body)
    }

    func run(in session: inout ConformanceSession) async { await body.run(&session) }

    /// Returns whether two checks are the same one, or copies of it.
    public static func == (first: Self, second: Self) -> Bool {
        first.name == second.name && first.body === second.body
    }

    /// Feeds the name to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
