/// The values of all rounds.
struct StoreSamples {
    private struct Key: Hashable {
        let work: StoreWork
        let rival: StoreRival
    }

    private var times: [Key: [CallTime]] = [:]

    /// Adds the value of a round.
    ///
    /// - Parameters:
    ///   - work: What was done.
    ///   - rival: Who did it.
    ///   - time: The value.
    mutating func add(_ work: StoreWork, _ rival: StoreRival, _ time: CallTime) {
        times[Key(work: work, rival: rival), default: []].append(time)
    }

    /// The medians of the rounds, in the order of the works.
    var figures: [StoreFigure] {
        StoreWork.allCases.flatMap { work in
            StoreRival.allCases.compactMap { rival in
                times[Key(work: work, rival: rival)].map { times in
                    StoreFigure(
                        work: work, rival: rival, median: CallTime.median(times.map(\.median)),
                        mean: CallTime.median(times.map(\.mean)))
                }
            }
        }
    }
}
