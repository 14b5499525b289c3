import TMFConformance

/// What `tmf check` is asked to do.
struct CheckOptions: Sendable, Equatable {
    /// The kits that can be asked for.
    enum Kit: String, Sendable {
        case partyInteraction = "party-interaction"
        case customer
        case all

        var kits: [ConformanceKit] {
            switch self {
            case .partyInteraction: [.partyInteractionV4]
            case .customer: [.customerV4]
            case .all: [.partyInteractionV4, .customerV4]
            }
        }
    }

    var kit = Kit.all
    var isVerbose = false
}
