extension ConformanceReport {
    /// The outcome of a run as a whole.
    public enum Verdict: String, Sendable, Hashable {
        /// The run came to its end, and no assertion, script or request failed.
        case passed
        /// An assertion, script or request failed.
        case failed
    }
}
