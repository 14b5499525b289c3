/// The rules of the two APIs for an attribute beyond its type.
public struct AttributeRules: OptionSet, Sendable, Hashable {
    /// The bits of the rules.
    public let rawValue: UInt8

    /// Creates rules from bits.
    ///
    /// - Parameter rawValue: The bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Must be present on create, as the conformance profile and its kit have it.
    public static let mandatoryForCertification = Self(rawValue: 1 << 0)
    /// Must be present on create, as the API definition has it.
    public static let mandatoryInSpecification = Self(rawValue: 1 << 1)
    /// Must be present on create, by both accounts.
    public static let mandatory: Self = [.mandatoryForCertification, .mandatoryInSpecification]
    /// Must not be changed by PATCH.
    public static let notPatchable = Self(rawValue: 1 << 2)
    /// Is set by the server, neither by create nor by PATCH.
    public static let setByServer: Self = [Self(rawValue: 1 << 3), .notPatchable]
}
