/// Rules for the eventual effects of a request, and for the resources that it must not affect.
enum SafetyRules {
    static let created = ConformanceRule(
        "create.accepted", "A resource accepted by POST with 202 exists shortly afterwards",
        clause: "TMF630 part 1, creating resources; RFC 9110 section 15.3.3")
    static let patched = ConformanceRule(
        "patch.accepted", "A change accepted by PATCH with 202 is made shortly afterwards",
        clause: "TMF630 part 1, modifying resources; RFC 9110 section 15.3.3")
    static let deleted = ConformanceRule(
        "delete.accepted", "A resource whose DELETE was accepted with 202 is gone shortly afterwards",
        clause: "TMF630 part 1, deleting resources; RFC 9110 section 15.3.3")
    /// The severity is a warning, because other clients may change their own resources during the run, with the same
    /// effect.
    static let others = ConformanceRule(
        "others.untouched", "POST, PATCH and DELETE do not change the resources of others", severity: .warning,
        clause: "TMF630 part 1, creating, modifying and deleting resources")

    static let all = [created, patched, deleted, others]
}
