/// Options for writing reports.
public struct ConformanceReportOptions: Sendable, Hashable {
    /// The title of the document.
    public var title: String
    /// The maximum number of bytes of a body to show; a longer body is truncated, with a note.
    public var bodyLimit: Int
    /// The names of headers and query parameters to show even though their names indicate a secret.
    ///
    /// Names are compared without regard to case.
    public var shownNames: Set<String>

    /// Creates options.
    ///
    /// - Parameters:
    ///   - title: The title of the document.
    ///   - bodyLimit: The maximum number of bytes of a body to show.
    ///   - shownNames: The names of headers and query parameters to show even though their names indicate a secret.
    public init(
        title: String = "Conformance report", bodyLimit: Int = 8_192,
        shownNames: Set<String> = ["Idempotency-Key", "X-Idempotency-Key"]
    ) {
        self.title = title
        self.bodyLimit = bodyLimit
        self.shownNames = shownNames
    }
}
