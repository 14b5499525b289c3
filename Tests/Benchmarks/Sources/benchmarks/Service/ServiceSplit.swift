/// Where the time of a request goes.
struct ServiceSplit: Codable {
    /// A part of the time.
    struct Share: Codable {
        /// What the time was spent on.
        let name: String
        /// The time.
        let seconds: Double
        /// The part of the whole, from 0 to 1.
        let fraction: Double
    }

    /// The name of what no stage accounts for.
    static let rest = "the rest: routing, negotiation, header fields"

    /// The kind of request.
    let work: ServiceWork
    /// The time of the whole request.
    let seconds: Double
    /// The stages, each measured on its own, and what they leave.
    let shares: [Share]

    /// Splits the time of a kind of request.
    ///
    /// - Parameters:
    ///   - work: The kind.
    ///   - figures: The figures; `nil` comes out if the kind was not measured.
    init?(_ work: ServiceWork, _ figures: [ServiceFigure]) {
        let own = figures.filter { $0.work == work }
        guard let whole = own.first(where: { $0.part == .request })?.seconds, whole > 0 else { return nil }
        var shares: [Share] = []
        var rest = whole
        for figure in own where ServicePart.stages.contains(figure.part) {
            shares.append(
                Share(name: figure.part.rawValue, seconds: figure.seconds, fraction: figure.seconds / whole))
            rest -= figure.seconds
        }
        self.work = work
        seconds = whole
        self.shares = shares + [Share(name: Self.rest, seconds: rest, fraction: rest / whole)]
    }
}
