/// What ``NodeScript`` prints.
struct NodeOutput: Decodable {
    /// The bytes of text that one pass reads.
    let readBytes: Int
    /// The time of a pass that reads.
    let readSeconds: Double
    /// The bytes of text that one pass writes.
    let writtenBytes: Int
    /// The time of a pass that writes.
    let writeSeconds: Double

    /// A sample of reading and one of writing.
    var samples: [(Subject, Sample)] {
        [
            (.nodeRead, Sample(bytes: readBytes, seconds: readSeconds)),
            (.nodeWrite, Sample(bytes: writtenBytes, seconds: writeSeconds)),
        ]
    }
}
