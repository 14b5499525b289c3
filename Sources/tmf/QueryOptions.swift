/// What `tmf query` is asked to do.
struct QueryOptions: Sendable, Equatable {
    /// The resources whose attributes a strict query may name.
    enum Resource: String, Sendable {
        case partyInteraction = "party-interaction"
        case customer
    }

    /// The file to read; `-` is the standard input.
    var file = "-"
    var query = ""
    var isExplained = false
    /// Whether every resource is printed on a line of its own.
    var printsLines = false
    var strict: Resource?
}
