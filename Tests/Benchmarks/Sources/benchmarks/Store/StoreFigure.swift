/// What was measured of one contender at one work.
struct StoreFigure: Codable {
    /// The work.
    let work: StoreWork
    /// Who did it.
    let rival: StoreRival
    /// The median of the rounds: seconds for a call, of which each round has its median, or bytes.
    let median: Double
    /// The mean of a call in the median round; the same as ``median`` where a round has one value.
    let mean: Double
}
