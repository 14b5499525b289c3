/// How many requests a second a service is to answer on the machine of the guide `Performance`.
struct ServiceTarget {
    /// The kind of request.
    let work: ServiceWork
    /// The least number of requests a second.
    let requestsPerSecond: Double

    /// All targets.
    static let all = [
        Self(work: .post, requestsPerSecond: 40_000),
        Self(work: .get, requestsPerSecond: 100_000),
    ]
}
