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

    /// The stores that the service can be checked with.
    enum Store: Sendable, Equatable {
        case memory
        /// The directory of a file store.
        case file(String)

        /// Reads `memory` or `file:DIR`.
        init?(_ text: String) {
            let prefix = "file:"
            if text == "memory" {
                self = .memory
            } else if text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count {
                self = .file(String(text.dropFirst(prefix.count)))
            } else {
                return nil
            }
        }
    }

    var kit = Kit.all
    var store = Store.memory
    var isVerbose = false
}
