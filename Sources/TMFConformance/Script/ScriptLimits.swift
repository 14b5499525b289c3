/// The most that a response may ask of a script.
struct ScriptLimits: Sendable, Hashable {
    /// The limits of the body.
    var body: BodyLimits
    /// The number of rows that a list may have.
    var rows: Int
    /// The number of bytes of the body that are gone through for texts that do not stand in their own row.
    var searchedBytes = 4 << 30

    /// Creates limits for bodies of a length, whose rows have 64 bytes or more.
    init(bodyLimit: Int = 8 << 20) {
        body = BodyLimits(bytes: bodyLimit)
        rows = max(bodyLimit / 64, 1 << 10)
    }
}
