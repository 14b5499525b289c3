/// Options that determine how strict a check is, and when it stops.
public struct ValidationOptions: Sendable, Hashable {
    /// The treatment of members that do not match an attribute.
    @nonexhaustive
    public enum UnknownAttributes: Sendable, Hashable, CaseIterable {
        /// Unknown members are accepted and kept.
        case kept
        /// Each unknown member is reported as ``Finding/Code/unknownAttribute``.
        ///
        /// Unknown members are still accepted where a model does not define all of its members: in an object whose
        /// `@type` names a type other than the model's, because it may be an extension, and in a model whose
        /// ``Model/hasOpenContent`` is `true`. The value of an attribute of any type is not checked. `@type`,
        /// `@baseType` and `@schemaLocation` are accepted in every object.
        case refused
    }

    /// The source that decides if the sources of the rules disagree.
    public var profile: ValidationProfile
    /// The treatment of members that do not match an attribute.
    public var unknownAttributes: UnknownAttributes
    /// The number of findings after which a check stops.
    ///
    /// A check never stops before the first finding.
    public var findingLimit: Int

    /// Creates options.
    ///
    /// - Parameters:
    ///   - profile: The source that decides if the sources of the rules disagree.
    ///   - unknownAttributes: The treatment of members that do not match an attribute.
    ///   - findingLimit: The number of findings after which a check stops.
    public init(
        profile: ValidationProfile = .certification,
        unknownAttributes: UnknownAttributes = .kept,
        findingLimit: Int = 100
    ) {
        self.profile = profile
        self.unknownAttributes = unknownAttributes
        self.findingLimit = findingLimit
    }
}
