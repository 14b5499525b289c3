import TMFConformance

/// The kits that can be asked for.
enum CheckKit: String, Sendable {
    case partyInteraction = "party-interaction"
    case customer
    case all

    /// The kits one by one.
    var each: [CheckKit] { self == .all ? [.partyInteraction, .customer] : [self] }

    var kits: [ConformanceKit] {
        switch self {
        case .partyInteraction: [.partyInteractionV4]
        case .customer: [.customerV4]
        case .all: [.partyInteractionV4, .customerV4]
        }
    }

    /// The name that the published configurations have for the resource.
    var resource: String {
        switch self {
        case .partyInteraction: "PartyInteraction"
        case .customer: "Customer"
        case .all: ""
        }
    }
}
