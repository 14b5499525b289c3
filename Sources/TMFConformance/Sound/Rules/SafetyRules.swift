/// Rules of what comes of a request in the end, and of what it must leave alone.
enum SafetyRules {
    static let created = ConformanceRule(
        "create.accepted", "What POST promised with 202 is there a moment later",
        clause: "TMF630 part 1, creating resources; RFC 9110 section 15.3.3")
    static let patched = ConformanceRule(
        "patch.accepted", "What PATCH promised with 202 is changed a moment later",
        clause: "TMF630 part 1, modifying resources; RFC 9110 section 15.3.3")
    static let deleted = ConformanceRule(
        "delete.accepted", "What DELETE promised with 202 is gone a moment later",
        clause: "TMF630 part 1, deleting resources; RFC 9110 section 15.3.3")
    /// Others may change what they own while the run goes on, which looks the same; so it weighs less.
    static let others = ConformanceRule(
        "others.untouched", "POST, PATCH and DELETE leave what others own as it was", severity: .warning,
        clause: "TMF630 part 1, creating, modifying and deleting resources")

    static let all = [created, patched, deleted, others]
}
