import TMForum

/// The options of `tmf validate`.
struct ValidateOptions: Sendable, Equatable {
    /// The output format for findings.
    enum Format: String, Sendable {
        case text
        case json
    }

    /// The files to check; `-` is the standard input.
    var files: [String] = []
    var profile = ValidationProfile.certification
    /// The type of the resources, or `nil` to recognize the type of each.
    var resource: NamedResource?
    var format = Format.text
}
