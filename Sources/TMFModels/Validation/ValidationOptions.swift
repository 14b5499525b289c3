/// How strict a check is, and when it stops.
public struct ValidationOptions: Sendable, Hashable {
    /// What becomes of members that no attribute has the name of.
    @nonexhaustive
    public enum UnknownAttributes: Sendable, Hashable, CaseIterable {
        /// They are kept and never wrong.
        case kept
        /// Each is a finding, ``Finding/Code/unknownAttribute``.
        ///
        /// They are allowed even so where a model does not know all of its members: in an object whose `@type` names
        /// another type than the model's, since that may be an extension, and in a model that has
        /// ``Model/hasOpenContent``. What an attribute of any type holds is not looked at. `@type`, `@baseType` and
        /// `@schemaLocation` are no unknown attributes of any object.
        case refused
    }

    /// Whose word counts where the sources disagree.
    public var profile: ValidationProfile
    /// What becomes of members that no attribute has the name of.
    public var unknownAttributes: UnknownAttributes
    /// The number of findings after which a check stops; it never stops before the first one.
    public var findingLimit: Int

    /// Creates options.
    ///
    /// - Parameters:
    ///   - profile: Whose word counts where the sources disagree.
    ///   - unknownAttributes: What becomes of members that no attribute has the name of.
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
