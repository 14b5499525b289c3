/// What was measured of one part of one kind of request.
struct ServiceFigure: Codable {
    /// The kind of request.
    let work: ServiceWork
    /// The part.
    let part: ServicePart
    /// The median of the rounds: the time of all calls divided by their number.
    let seconds: Double
}
