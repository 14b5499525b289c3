public import TMFJSON

/// An amount in a unit.
public struct Quantity: Model, Sendable, Hashable {
    /// The number of units.
    public var amount: JSONNumber?
    /// The unit, such as `MB`.
    public var units: String?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        amount: JSONNumber? = nil,
        units: String? = nil
    ) {
        self.amount = amount
        self.units = units
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The number of units.
        public let amount = Attribute("amount", \Quantity.amount)
        /// The unit, such as `MB`.
        public let units = Attribute("units", \Quantity.units)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<Quantity>(Attributes())
}
