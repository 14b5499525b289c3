public import TMFJSON

/// A period of time, which may be open at either end.
public struct TimePeriod: Model, Sendable, Hashable {
    /// The start of the period.
    public var startDateTime: Timestamp?
    /// The end of the period.
    public var endDateTime: Timestamp?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        startDateTime: Timestamp? = nil,
        endDateTime: Timestamp? = nil
    ) {
        self.startDateTime = startDateTime
        self.endDateTime = endDateTime
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The start of the period.
        public let startDateTime = Attribute("startDateTime", \TimePeriod.startDateTime)
        /// The end of the period.
        public let endDateTime = Attribute("endDateTime", \TimePeriod.endDateTime)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<TimePeriod>(Attributes())
}
