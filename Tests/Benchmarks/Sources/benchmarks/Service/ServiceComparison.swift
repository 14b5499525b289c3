/// What was measured of a kind of request, held against the store alone and against its target.
struct ServiceComparison: Codable {
    /// The kind of request.
    let work: ServiceWork
    /// The requests a second.
    let requestsPerSecond: Double
    /// The least number of requests a second; `nil` where the figure is for information.
    let target: Double?
    /// Whether the target is reached; `nil` where there is none.
    let isMet: Bool?
    /// The time of a request over that of the calls of the store that it leads to.
    let overStore: Double

    /// Compares the figures of a kind of request.
    ///
    /// - Parameters:
    ///   - work: The kind.
    ///   - figures: The figures; `nil` comes out if the kind was not measured.
    init?(_ work: ServiceWork, _ figures: [ServiceFigure]) {
        func seconds(_ part: ServicePart) -> Double? {
            figures.first { $0.work == work && $0.part == part }?.seconds
        }
        guard let request = seconds(.request), let store = seconds(.store), request > 0, store > 0 else { return nil }
        let target = ServiceTarget.all.first { $0.work == work }?.requestsPerSecond
        self.work = work
        requestsPerSecond = 1 / request
        self.target = target
        isMet = target.map { 1 / request >= $0 }
        overStore = request / store
    }
}
