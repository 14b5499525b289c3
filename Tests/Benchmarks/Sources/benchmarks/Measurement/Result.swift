/// The samples of one subject, summed up.
struct Result: Codable {
    /// What was measured.
    let subject: Subject
    /// The text of one pass in bytes.
    let bytes: Int
    /// The median time of a pass.
    let medianSeconds: Double
    /// The shortest time of a pass.
    let minimumSeconds: Double
    /// The median rate, in millions of bytes of text a second.
    let megabytesPerSecond: Double

    /// Sums samples up.
    ///
    /// - Parameters:
    ///   - subject: What was measured.
    ///   - samples: The samples; `nil` results if there are none.
    init?(_ subject: Subject, _ samples: [Sample]) {
        let times = samples.map(\.seconds).sorted()
        guard let bytes = samples.first?.bytes, let minimum = times.first else { return nil }
        let median = (times[times.count / 2] + times[(times.count - 1) / 2]) / 2
        self.subject = subject
        self.bytes = bytes
        medianSeconds = median
        minimumSeconds = minimum
        megabytesPerSecond = Double(bytes) / 1e6 / median
    }
}
