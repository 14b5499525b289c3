import Foundation

/// What the service suite has found.
struct ServiceReport: Codable {
    /// The number of resources that the store was filled with.
    let resources: Int
    /// The number of rounds.
    let rounds: Int
    /// The mean length of the body of a POST request.
    let bodyBytes: Double
    /// The figures.
    let figures: [ServiceFigure]
    /// The figures held against the store alone and the targets.
    let comparisons: [ServiceComparison]
    /// Where the time of POST and of GET by id goes.
    let splits: [ServiceSplit]

    /// Sums a run up.
    ///
    /// - Parameters:
    ///   - resources: The number of resources.
    ///   - rounds: The number of rounds.
    ///   - bodyBytes: The mean length of the body of a POST request.
    ///   - figures: The figures.
    init(resources: Int, rounds: Int, bodyBytes: Double, figures: [ServiceFigure]) {
        self.resources = resources
        self.rounds = rounds
        self.bodyBytes = bodyBytes
        self.figures = figures
        comparisons = ServiceWork.allCases.compactMap { ServiceComparison($0, figures) }
        splits = [ServiceWork.post, .get].compactMap { ServiceSplit($0, figures) }
    }

    /// Whether no target was missed.
    var meetsTargets: Bool { !comparisons.contains { $0.isMet == false } }

    /// The report for a terminal.
    var lines: [String] {
        var lines = [
            "service over \(resources) resources in memory, one request after another,"
                + " medians of \(rounds) interleaved rounds,",
            "bodies of \(Int(bodyBytes.rounded())) bytes in the mean",
            "",
            Self.row(["", "a second", "a request", "store alone", "ratio", "target"]),
        ]
        for comparison in comparisons {
            let seconds = 1 / comparison.requestsPerSecond
            lines.append(
                Self.row([
                    comparison.work.rawValue, String(format: "%.0f", comparison.requestsPerSecond), Self.time(seconds),
                    Self.time(seconds / comparison.overStore), String(format: "%.1fx", comparison.overStore),
                    comparison.target.map { String(format: ">= %.0f", $0) } ?? "-",
                    comparison.isMet.map { $0 ? "met" : "MISSED" } ?? "-",
                ]))
        }
        for split in splits {
            lines += [
                "", Self.row(["where the time goes: \(split.work.rawValue)", Self.time(split.seconds), "100.0 %"]),
            ]
            for share in split.shares {
                let percent = String(format: "%.1f %%", share.fraction * 100)
                lines.append(Self.row(["  " + share.name, Self.time(share.seconds), percent]))
            }
        }
        return lines
    }

    /// A line of a table: the first column to the left, the others to the right.
    private static func row(_ cells: [String]) -> String {
        var line = ""
        for (position, cell) in cells.enumerated() {
            let room = position == 0 ? 48 : 12
            let padding = String(repeating: " ", count: max(room - cell.count, 1))
            line += position == 0 ? cell + padding : padding + cell
        }
        return line
    }

    private static func time(_ seconds: Double) -> String { String(format: "%.2f us", seconds * 1e6) }
}
