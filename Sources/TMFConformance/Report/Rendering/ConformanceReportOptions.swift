/// How reports are written.
public struct ConformanceReportOptions: Sendable, Hashable {
    /// The heading.
    public var title: String
    /// The number of bytes of a body that are shown; what is longer is cut, and said to be.
    public var bodyLimit: Int
    /// The names of headers and query parameters that are shown although they look as if they held a secret.
    ///
    /// Names are compared without regard to case.
    public var shownNames: Set<String>

    /// Creates options.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - bodyLimit: The number of bytes of a body that are shown.
    ///   - shownNames: The names of headers and query parameters that are shown although they look as if they held a
    ///     secret.
    public init(
        title: String = "Conformance report", bodyLimit: Int = 8_192,
        shownNames: Set<String> = ["Idempotency-Key", "X-Idempotency-Key"]
    ) {
        self.title = title
        self.bodyLimit = bodyLimit
        self.shownNames = shownNames
    }
}
