import Foundation

/// What the hub suite has found.
struct HubReport: Codable {
    /// The number of commits of the backlog.
    let commits: Int
    /// The number of rounds.
    let rounds: Int
    /// The figures.
    let figures: [HubFigure]

    /// Whether no target was missed.
    var meetsTargets: Bool { !figures.contains { $0.isMet == false } }

    /// The report for a terminal.
    var lines: [String] {
        var lines = ["hub with a sender that sends nothing, medians of \(rounds) rounds, \(commits) commits", ""]
        for figure in figures {
            let target = figure.work.target.map { "\(figure.work.isBetterIfSmaller ? "<=" : ">=") \($0)" } ?? "-"
            let verdict = figure.isMet.map { $0 ? "met" : "MISSED" } ?? "-"
            let value = String(format: "%.2f", figure.value)
            lines.append(
                figure.work.rawValue.padding(toLength: 46, withPad: " ", startingAt: 0)
                    + [value, target, verdict].map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) }.joined())
        }
        return lines
    }
}
