import Foundation

/// What the store suite has found.
struct StoreReport: Codable {
    /// The number of resources.
    let resources: Int
    /// The number of rounds.
    let rounds: Int
    /// The figures.
    let figures: [StoreFigure]
    /// The figures held against the targets.
    let comparisons: [StoreComparison]
    /// What calls cost at growing numbers of resources, if that was asked for.
    let curve: [CurvePoint]
    /// What a reader of the figures has to know.
    let notes: [String]

    /// Sums a run up.
    ///
    /// - Parameters:
    ///   - resources: The number of resources.
    ///   - rounds: The number of rounds.
    ///   - figures: The figures.
    ///   - curve: What calls cost at growing numbers of resources.
    ///   - notes: What a reader of the figures has to know.
    init(resources: Int, rounds: Int, figures: [StoreFigure], curve: [CurvePoint], notes: [String]) {
        self.resources = resources
        self.rounds = rounds
        self.figures = figures
        comparisons = StoreTarget.all.compactMap { StoreComparison($0, figures) }
        self.curve = curve
        self.notes = notes
    }

    /// Whether no target was missed; one whose peer was not there counts as not missed.
    var meetsTargets: Bool { !comparisons.contains { $0.isMet == false } }

    /// The report for a terminal.
    var lines: [String] {
        var lines = [
            "stores of \(resources) resources, medians of \(rounds) interleaved rounds",
            "",
            Self.row(["", "", "median", "mean", "a second"]),
        ]
        for figure in figures {
            let cells =
                figure.work.isMemory
                ? ["\(Int(figure.median)) B"]
                : [Self.time(figure.median), Self.time(figure.mean), Self.rate(1 / figure.mean)]
            lines.append(Self.row([figure.work.rawValue, figure.rival.rawValue] + cells))
        }
        lines += ["", Self.row(["", "compared with", "ratio", "target"])]
        for comparison in comparisons {
            let peer = comparison.peer.rawValue + (comparison.peerWork == comparison.work ? "" : ", 1 writer")
            let bound = comparison.target.map {
                (comparison.isUpperBound ? "<= " : ">= ") + String(format: "%.1fx", $0)
            }
            lines.append(
                Self.row([
                    comparison.work.rawValue, peer, Self.ratio(comparison.ratio), bound ?? "-",
                    comparison.isMet.map { $0 ? "met" : "MISSED" } ?? "-",
                ]))
        }
        return lines + curveLines
    }

    private var curveLines: [String] {
        guard !curve.isEmpty else { return [] }
        var lines = ["", Self.row(["cost of a call, by resources", ""] + curve.map { "\($0.resources)" })]
        for (position, name) in CurvePoint.names.enumerated() {
            let values = curve.map { $0.values[position] }
            guard values.contains(where: { $0 != nil }) else { continue }
            lines.append(Self.row([name, ""] + values.map { $0.map { Self.time($0) } ?? "-" }))
        }
        return lines
    }

    /// A line of a table: two columns to the left, the others to the right.
    private static func row(_ cells: [String]) -> String {
        var line = ""
        for (position, cell) in cells.enumerated() {
            let room = [28, 20].dropFirst(position).first
            let padding = String(repeating: " ", count: max((room ?? 12) - cell.count, 1))
            line += room == nil ? padding + cell : cell + padding
        }
        return line
    }

    private static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<1e-3: String(format: "%.2f us", seconds * 1e6)
        case ..<1: String(format: "%.2f ms", seconds * 1e3)
        default: String(format: "%.2f s", seconds)
        }
    }

    private static func ratio(_ ratio: Double) -> String { String(format: ratio < 0.1 ? "%.4fx" : "%.2fx", ratio) }

    private static func rate(_ rate: Double) -> String { String(format: rate < 100 ? "%.1f" : "%.0f", rate) }
}
