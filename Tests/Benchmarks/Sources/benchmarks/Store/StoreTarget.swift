/// What a store is to reach beside a peer.
struct StoreTarget {
    /// The side of a bound that a ratio has to be on.
    enum Bound {
        /// The peer's value over the store's is at least this: the store is that many times as fast.
        case atLeast(Double)
        /// The store's value over the peer's is at most this.
        case atMost(Double)
        /// The peer's value over the store's is for information.
        case none
    }

    /// What the store does.
    let work: StoreWork
    /// What the peer does.
    let peerWork: StoreWork
    /// The peer.
    let peer: StoreRival
    /// The bound.
    let bound: Bound

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - work: What the store does.
    ///   - peerWork: What the peer does, if it is something else.
    ///   - peer: The peer.
    ///   - bound: The bound.
    init(_ work: StoreWork, _ peerWork: StoreWork? = nil, _ peer: StoreRival = .sqlite, _ bound: Bound) {
        self.work = work
        self.peerWork = peerWork ?? work
        self.peer = peer
        self.bound = bound
    }

    /// The works that indexes do.
    private static let indexed: [StoreWork] = [.get, .statusAndParty, .sortedWeek, .week, .top]

    /// All comparisons.
    static let all: [Self] =
        indexed.map { Self($0, nil, .sqlite, .atLeast(5)) }
        + [
            Self(.scanStatusAndParty, nil, .sqlite, .atLeast(5)),
            Self(.scanSortedWeek, nil, .sqlite, .atLeast(5)),
            Self(.scanTop, nil, .sqlite, .atLeast(5)),
            // SQLite stops when it has a page; the store counts all that match.
            Self(.scanWeek, nil, .sqlite, .none),
            Self(.scanWeek, nil, .sqliteWithTotal, .atLeast(5)),
            Self(.memory, nil, .text, .atMost(2.2)),
            Self(.commit1, nil, .sqlite, .atLeast(1)),
            Self(.commit16, .commit1, .sqlite, .atLeast(4)),
            Self(.commit64, .commit1, .sqlite, .atLeast(6)),
            Self(.open, nil, .sqlite, .atLeast(3)),
        ]
        + indexed.map { Self($0, nil, .sqliteWithTotal, .none) }
        + indexed.map { Self($0, nil, .sqliteInMemory, .none) }
}
