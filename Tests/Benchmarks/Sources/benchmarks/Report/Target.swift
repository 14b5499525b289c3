/// How many times as fast as a peer an operation is to be.
struct Target {
    /// The operation of the library.
    let subject: Subject
    /// The peer.
    let peer: Subject
    /// The ratio to reach; `nil` where the comparison is for information.
    let ratio: Double?

    /// All comparisons.
    static let all = [
        Target(subject: .documentRead, peer: .serializationRead, ratio: 12),
        Target(subject: .documentRead, peer: .nodeRead, ratio: 4),
        Target(subject: .valueRead, peer: .serializationRead, ratio: 4),
        Target(subject: .typedRead, peer: .decoderRead, ratio: 7),
        Target(subject: .typedWrite, peer: .encoderWrite, ratio: 8),
        Target(subject: .ownRead, peer: .typedRead, ratio: 0.9),
        Target(subject: .ownWrite, peer: .typedWrite, ratio: 0.9),
        Target(subject: .valueWrite, peer: .nodeWrite, ratio: nil),
        Target(subject: .queryEqualities, peer: .nodeEqualities, ratio: 1),
        Target(subject: .queryRange, peer: .nodeRange, ratio: 1),
        Target(subject: .queryTop, peer: .nodeTop, ratio: 2),
        Target(subject: .queryElement, peer: .nodeElement, ratio: 1),
    ]
}
