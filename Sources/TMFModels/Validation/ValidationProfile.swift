/// The source of rules that decides if the API definition and the conformance profile disagree.
@nonexhaustive
public enum ValidationProfile: Sendable, Hashable, CaseIterable {
    /// The conformance profile and its test kit, which creates an interaction from only three attributes.
    ///
    /// URIs may contain non-ASCII characters, as IRIs do (RFC 3987), and an object may repeat a name; the last value
    /// counts.
    case certification
    /// The attributes that the API definition lists as required.
    ///
    /// URIs contain only the characters of RFC 3986, and an object must not repeat a name.
    case specification
}
