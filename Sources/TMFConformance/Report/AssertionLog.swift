/// The assertions about a response: all are counted by name, and the first ones of each name are kept.
struct AssertionLog: Sendable, Hashable {
    /// The record of the assertions with one name.
    private struct Entry: Sendable, Hashable {
        var all: ConformanceReport.Summary
        /// The assertions of which only the outcome was kept.
        var omitted: ConformanceReport.Summary
        var kept = 0
        var keptFailures = 0
    }

    /// The kept assertions, in order.
    private(set) var kept: [ConformanceReport.Assertion] = []
    /// The number of all assertions and of failed assertions.
    private(set) var tally = ConformanceReport.Tally()
    /// The number of assertions that violated a rule with the severity of a warning.
    private(set) var warnings = 0
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private let limits: ConformanceReport.Limits

    init(_ assertions: [ConformanceReport.Assertion] = [], limits: ConformanceReport.Limits) {
        self.limits = limits
        for assertion in assertions { append(assertion) }
    }

    /// The outcomes by name, in the order of their first appearance.
    var summaries: [ConformanceReport.Summary] { entries.map(\.all) }

    /// The outcomes of the assertions that were not kept, by name.
    var omitted: [ConformanceReport.Summary] { entries.map(\.omitted).filter { $0.total > 0 } }

    mutating func append(_ assertion: ConformanceReport.Assertion) {
        let place = places[assertion.name] ?? entries.count
        if place == entries.count {
            places[assertion.name] = place
            let none = ConformanceReport.Summary(name: assertion.name)
            entries.append(Entry(all: none, omitted: none))
        }
        tally.total += 1
        switch assertion.outcome {
        case .passed, .unchecked: break
        case .warned: warnings += 1
        case .failed: tally.failed += 1
        }
        entries[place].all.count(assertion)
        let entry = entries[place]
        var assertion = assertion
        // All assertions of a name share its text.
        assertion.name = entry.all.name
        if entry.kept < limits.assertions || !assertion.passed && entry.keptFailures < limits.failures {
            kept.append(assertion)
            entries[place].kept += 1
            if !assertion.passed { entries[place].keptFailures += 1 }
        } else {
            entries[place].omitted.count(assertion)
        }
    }
}
