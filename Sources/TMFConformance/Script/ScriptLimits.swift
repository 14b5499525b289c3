import TMFJSON

/// The most that a response may ask of a script.
struct ScriptLimits: Sendable, Hashable {
    /// The limits of the body.
    var body = JSONLimits(bytes: 8 << 20)
    /// The number of rows that a list may have.
    var rows = 100_000
    /// The number of bytes of the body that are gone through for texts that do not stand in their own row.
    var searchedBytes = 4 << 30
}
