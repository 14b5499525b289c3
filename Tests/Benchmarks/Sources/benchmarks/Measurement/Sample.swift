/// One measured pass over all documents.
struct Sample {
    /// The text that was read or written, in bytes.
    let bytes: Int
    /// The time it took.
    let seconds: Double
}
