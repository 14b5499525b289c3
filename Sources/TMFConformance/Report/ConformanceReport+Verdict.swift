extension ConformanceReport {
    /// The outcome of a run as a whole.
    public enum Verdict: String, Sendable, Hashable {
        /// No assertion, script or request failed.
        case passed
        /// An assertion, script or request failed.
        case failed
    }
}
