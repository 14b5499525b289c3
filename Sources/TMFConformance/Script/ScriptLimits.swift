/// The limits on the resources that a script spends on a response.
struct ScriptLimits: Sendable, Hashable {
    /// The limits of the body.
    var body: BodyLimits
    /// The maximum number of rows of a list.
    var rows: Int
    /// The maximum number of bytes of the body to examine for texts that do not occur in their own row.
    var searchedBytes = 4 << 30

    /// Creates limits for bodies of a length, whose rows have at least 64 bytes.
    init(bodyLimit: Int = 8 << 20) {
        body = BodyLimits(bytes: bodyLimit)
        rows = max(bodyLimit / 64, 1 << 10)
    }
}
