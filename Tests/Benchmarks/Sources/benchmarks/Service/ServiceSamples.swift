/// The times of all rounds.
struct ServiceSamples {
    private struct Key: Hashable {
        let work: ServiceWork
        let part: ServicePart
    }

    private var finished: [Key: [Double]] = [:]
    private var present: [Key: (seconds: Double, calls: Int)] = [:]

    /// Adds the time of some calls to the present round.
    ///
    /// - Parameters:
    ///   - work: The kind of request.
    ///   - part: The part of it.
    ///   - duration: The time of all calls together.
    ///   - calls: Their number.
    mutating func add(_ work: ServiceWork, _ part: ServicePart, _ duration: Duration, calls: Int) {
        let key = Key(work: work, part: part)
        let sum = present[key] ?? (0, 0)
        present[key] = (sum.seconds + duration / .seconds(1), sum.calls + calls)
    }

    /// Ends a round.
    ///
    /// - Parameter counts: Whether its times count.
    mutating func endRound(counts: Bool) {
        if counts {
            for (key, sum) in present { finished[key, default: []].append(sum.seconds / Double(sum.calls)) }
        }
        present = [:]
    }

    /// The medians of the rounds, in the order of the kinds and parts.
    var figures: [ServiceFigure] {
        ServiceWork.allCases.flatMap { work in
            ServicePart.allCases.compactMap { part in
                finished[Key(work: work, part: part)].map {
                    ServiceFigure(work: work, part: part, seconds: CallTime.median($0))
                }
            }
        }
    }
}
