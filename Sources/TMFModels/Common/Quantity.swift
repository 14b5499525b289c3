public import TMFJSON

/// An amount in a unit.
public struct Quantity: Model, Sendable, Hashable {
    /// The number of units.
    public var amount: JSONNumber?
    /// The unit, such as `MB`.
    public var units: String?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
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

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<Quantity>(Attributes())
}
