/// The rules that a server is checked against.
@nonexhaustive
public enum ConformanceStandard: String, Sendable, Hashable, CaseIterable {
    /// The assertions of the published kit, including those that cannot detect faults.
    case ctk
    /// The requirements that the kit implies but does not verify.
    case sound
}
