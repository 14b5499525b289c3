/// A rule that a server must follow, with its severity and its source.
public struct ConformanceRule: Sendable, Hashable {
    /// The severity of a rule violation.
    @nonexhaustive
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The server is wrong.
        case error
        /// The server does not follow a recommendation, possibly for good reason.
        case warning
    }

    /// The stable identifier for programs, such as `filter.only-matching`.
    public var id: String
    /// A sentence that states the rule.
    public var title: String
    /// The severity of a violation.
    public var severity: Severity
    /// The clause that defines the rule, such as `TMF630 part 1, attribute filtering`.
    public var clause: String

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - id: The stable identifier for programs.
    ///   - title: A sentence that states the rule.
    ///   - severity: The severity of a violation.
    ///   - clause: The clause that defines the rule.
    public init(_ id: String, _ title: String, severity: Severity = .error, clause: String) {
        self.id = id
        self.title = title
        self.severity = severity
        self.clause = clause
    }
}
