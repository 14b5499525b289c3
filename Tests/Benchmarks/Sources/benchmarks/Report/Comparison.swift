/// A target and what was measured.
struct Comparison: Codable {
    /// The operation of the library.
    let subject: Subject
    /// The peer.
    let peer: Subject
    /// The rate of the operation over that of the peer.
    let ratio: Double
    /// The ratio to reach; `nil` where the comparison is for information.
    let target: Double?

    /// Whether the target is reached; `nil` where there is none.
    let isMet: Bool?

    /// Compares the results that a target names.
    ///
    /// - Parameters:
    ///   - target: The target.
    ///   - results: The results; `nil` comes out if one of the two was not measured.
    init?(_ target: Target, _ results: [Result]) {
        guard let subject = results.first(where: { $0.subject == target.subject }),
            let peer = results.first(where: { $0.subject == target.peer })
        else { return nil }
        let ratio = subject.megabytesPerSecond / peer.megabytesPerSecond
        self.subject = target.subject
        self.peer = target.peer
        self.ratio = ratio
        self.target = target.ratio
        isMet = target.ratio.map { ratio >= $0 }
    }
}
