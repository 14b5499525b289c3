/// Whose word counts where the sources disagree on what is mandatory.
@nonexhaustive
public enum ValidationProfile: Sendable, Hashable, CaseIterable {
    /// What the conformance profile demands and its kit sends; the kit creates an interaction from three attributes.
    case certification
    /// What the API definition lists as required.
    case specification
}
