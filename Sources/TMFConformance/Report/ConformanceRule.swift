/// A rule that a server is to keep: what it says, how much it weighs, and where it comes from.
public struct ConformanceRule: Sendable, Hashable {
    /// How much a rule weighs.
    @nonexhaustive
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// A server that breaks the rule is wrong.
        case error
        /// A server that breaks the rule does not do what it should, and may have its reasons.
        case warning
    }

    /// The name for programs, such as `filter.only-matching`.
    public var id: String
    /// The rule in one sentence.
    public var title: String
    /// How much the rule weighs.
    public var severity: Severity
    /// The clause that the rule comes from, such as `TMF630 part 1, attribute filtering`.
    public var clause: String

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - id: The name for programs.
    ///   - title: The rule in one sentence.
    ///   - severity: How much the rule weighs.
    ///   - clause: The clause that the rule comes from.
    public init(_ id: String, _ title: String, severity: Severity = .error, clause: String) {
        self.id = id
        self.title = title
        self.severity = severity
        self.clause = clause
    }
}
