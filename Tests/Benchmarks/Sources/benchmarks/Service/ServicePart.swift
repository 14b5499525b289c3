/// What is timed of a request.
enum ServicePart: String, CaseIterable, Codable, Sendable {
    /// The whole request, from its arrival at the service to its answer.
    case request = "the request"
    /// Making a `JSONDocument` of the body.
    case parsing = "parse the body"
    /// `PartyInteraction.findings`.
    case validation = "validate"
    /// An identifier and the present time.
    case identifier = "identifier and time"
    /// Writing the resource with what the service adds to it, and making a `JSONDocument` of the text.
    case writing = "write and index the text"
    /// The calls of the store that the request leads to.
    case store = "the store"

    /// The parts that the time of a request is split into; what they leave is routing, negotiation and header fields.
    static let stages: [Self] = [.parsing, .validation, .identifier, .writing, .store]
}
