/// By what a server is judged.
@nonexhaustive
public enum ConformanceStandard: String, Sendable, Hashable, CaseIterable {
    /// As the published kit judges, with what it cannot notice.
    case ctk
    /// By what the kit means and does not check.
    case sound
}
