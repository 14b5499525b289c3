public import TMFJSON

/// A period of time, which may be open at either end.
public struct TimePeriod: Model, Sendable, Hashable {
    /// When the period begins.
    public var startDateTime: Timestamp?
    /// When the period ends.
    public var endDateTime: Timestamp?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
    public init(
        startDateTime: Timestamp? = nil,
        endDateTime: Timestamp? = nil
    ) {
        self.startDateTime = startDateTime
        self.endDateTime = endDateTime
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// When the period begins.
        public let startDateTime = Attribute("startDateTime", \TimePeriod.startDateTime)
        /// When the period ends.
        public let endDateTime = Attribute("endDateTime", \TimePeriod.endDateTime)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<TimePeriod>(Attributes())
}
