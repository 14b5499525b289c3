/// Whose word counts where the sources disagree.
@nonexhaustive
public enum ValidationProfile: Sendable, Hashable, CaseIterable {
    /// What the conformance profile demands and its kit sends; the kit creates an interaction from three attributes.
    ///
    /// URIs may have characters beyond ASCII, as IRIs have (RFC 3987), and an object may repeat a name: the last one
    /// counts.
    case certification
    /// What the API definition lists as required.
    ///
    /// URIs have the characters of RFC 3986 only, and no object may repeat a name.
    case specification
}
