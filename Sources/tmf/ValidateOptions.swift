import TMForum

/// What `tmf validate` is asked to do.
struct ValidateOptions: Sendable, Equatable {
    /// How findings are printed.
    enum Format: String, Sendable {
        case text
        case json
    }

    /// The files to check; `-` is the standard input.
    var files: [String] = []
    var profile = ValidationProfile.certification
    /// What the files hold, or `nil` for what each resource tells of itself.
    var resource: NamedResource?
    var format = Format.text
}
