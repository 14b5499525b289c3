/// The rules that the APIs set for an attribute in addition to its type.
public struct AttributeRules: OptionSet, Sendable, Hashable {
    /// The bits of the rules.
    public let rawValue: UInt8

    /// Creates rules from bits.
    ///
    /// - Parameter rawValue: The bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The attribute must be present on create according to the conformance profile and its test kit.
    public static let mandatoryForCertification = Self(rawValue: 1 << 0)
    /// The attribute must be present on create according to the API definition.
    public static let mandatoryInSpecification = Self(rawValue: 1 << 1)
    /// The attribute must be present on create according to both the conformance profile and the API definition.
    public static let mandatory: Self = [.mandatoryForCertification, .mandatoryInSpecification]
    /// PATCH must not change the attribute.
    public static let notPatchable = Self(rawValue: 1 << 2)
    /// Only the server sets the attribute; neither create nor PATCH can.
    public static let setByServer: Self = [Self(rawValue: 1 << 3), .notPatchable]
}
