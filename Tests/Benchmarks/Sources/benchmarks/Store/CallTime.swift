/// The time of a call that was made many times.
struct CallTime {
    /// The median of the calls, each timed by itself, in seconds.
    let median: Double
    /// The time of a loop without a clock in it, divided by its calls, in seconds.
    let mean: Double

    /// Takes one value.
    ///
    /// - Parameter value: Seconds, or bytes.
    init(_ value: Double) { (median, mean) = (value, value) }

    private init(median: Double, mean: Double) {
        self.median = median
        self.mean = mean
    }

    /// Times calls, as many as take about a tenth of a second and three at least, in two passes.
    ///
    /// - Parameter call: The call; it is given its number.
    /// - Returns: The times.
    /// - Throws: The error of the call.
    static func measure(_ call: (Int) async throws -> Void) async throws -> Self {
        let clock = ContinuousClock()
        let trial = clock.now
        for turn in 0..<2 { try await call(turn) }
        let calls = min(max(Int(.milliseconds(200) / (clock.now - trial)), 3), StoreParameters.count * 80)

        let start = clock.now
        for turn in 0..<calls { try await call(turn) }
        let mean = (clock.now - start) / .seconds(1) / Double(calls)

        var times: [Double] = []
        times.reserveCapacity(calls)
        for turn in 0..<calls {
            let start = clock.now
            try await call(turn)
            times.append((clock.now - start) / .seconds(1))
        }
        return Self(median: median(times), mean: mean)
    }

    /// The median of values.
    ///
    /// - Parameter values: The values.
    /// - Returns: The median; 0 if there are none.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
