/// A target of a store and what was measured.
struct StoreComparison: Codable {
    /// What the store did.
    let work: StoreWork
    /// What the peer did.
    let peerWork: StoreWork
    /// The peer.
    let peer: StoreRival
    /// The ratio of the medians.
    let ratio: Double
    /// The ratio that is to be reached, or not to be exceeded; `nil` where the comparison is for information.
    let target: Double?
    /// Whether ``target`` is the most instead of the least.
    let isUpperBound: Bool
    /// Whether the target is reached; `nil` where there is none.
    let isMet: Bool?

    /// Compares the figures that a target names.
    ///
    /// - Parameters:
    ///   - target: The target.
    ///   - figures: The figures; `nil` comes out if one of the two was not measured.
    init?(_ target: StoreTarget, _ figures: [StoreFigure]) {
        guard let own = figures.first(where: { $0.work == target.work && $0.rival == .store }),
            let other = figures.first(where: { $0.work == target.peerWork && $0.rival == target.peer }),
            own.median > 0, other.median > 0
        else { return nil }
        work = target.work
        peerWork = target.peerWork
        peer = target.peer
        switch target.bound {
        case .atLeast(let bound):
            (ratio, self.target, isUpperBound) = (other.median / own.median, bound, false)
            isMet = ratio >= bound
        case .atMost(let bound):
            (ratio, self.target, isUpperBound) = (own.median / other.median, bound, true)
            isMet = ratio <= bound
        case .none:
            (ratio, self.target, isUpperBound, isMet) = (other.median / own.median, nil, false, nil)
        }
    }
}
