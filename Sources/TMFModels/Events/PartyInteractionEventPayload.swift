public import TMFJSON

/// What an event about an interaction carries.
public struct PartyInteractionEventPayload: Model, Sendable, Hashable {
    /// The interaction that the event is about.
    public var partyInteraction: PartyInteraction?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
    public init(
        partyInteraction: PartyInteraction? = nil
    ) {
        self.partyInteraction = partyInteraction
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The interaction that the event is about.
        public let partyInteraction = Attribute("partyInteraction", \PartyInteractionEventPayload.partyInteraction)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<PartyInteractionEventPayload>(Attributes())
}
