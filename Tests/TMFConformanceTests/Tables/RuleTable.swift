import TMFConformance

/// The table of the rules of the sound standard in the documentation.
enum RuleTable {
    static var text: String {
        let head = ["| rule | what it says | weight | from |", "|---|---|---|---|"]
        let rows = ConformanceRule.soundRules.map { rule in
            "| `\(rule.id)` | \(cell(rule.title)) | \(rule.severity.rawValue) | \(cell(rule.clause)) |"
        }
        return (head + rows).joined(separator: "\n")
    }

    /// The totals in one sentence.
    static var summary: String {
        let rules = ConformanceRule.soundRules
        let errors = rules.count { $0.severity == .error }
        return "There are \(rules.count) rules. Breaking one of \(errors) of them is an error, and breaking one of the "
            + "other \(rules.count - errors) is a warning."
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
