import TMForum

/// What `tmf validate` is asked to do.
struct ValidateOptions: Sendable, Equatable {
    /// The resources that a file may hold.
    enum Resource: String, Sendable {
        case partyInteraction = "party-interaction"
        case customer
        /// What each resource tells of itself.
        case auto
    }

    /// How findings are printed.
    enum Format: String, Sendable {
        case text
        case json
    }

    /// The files to check; `-` is the standard input.
    var files: [String] = []
    var profile = ValidationProfile.certification
    var resource = Resource.auto
    var format = Format.text
}
