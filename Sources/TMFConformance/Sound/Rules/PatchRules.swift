/// Rules for PATCH.
enum PatchRules {
    static let status = ConformanceRule(
        "patch.status", "PATCH returns 200, or 202 if the change is made later",
        clause: "TMF630 part 1, modifying resources; the kit asserts it")
    static let json = ConformanceRule(
        "patch.json-accepted", "PATCH accepts application/json, which the kit sends",
        clause: "API definition, consumes; kit, PATCH")
    static let mergeType = ConformanceRule(
        "patch.merge-accepted", "PATCH accepts application/merge-patch+json", severity: .warning,
        clause: "conformance profile, JSON Merge")
    static let contentType = ConformanceRule(
        "patch.content-type", "The response to PATCH has a JSON media type",
        clause: "API definition, produces")
    static let applied = ConformanceRule(
        "patch.applied", "PATCH returns the changed resource",
        clause: "TMF630 part 1, modifying resources; RFC 7396")
    static let nothingElse = ConformanceRule(
        "patch.nothing-else", "PATCH does not change anything else",
        clause: "RFC 7396 section 2")
    static let persists = ConformanceRule(
        "patch.persists", "A later GET returns the changed resource",
        clause: "TMF630 part 1, modifying resources")
    static let othersUntouched = ConformanceRule(
        "patch.others-untouched", "PATCH does not change other resources",
        clause: "TMF630 part 1, modifying resources")
    static let nullRemoves = ConformanceRule(
        "patch.null-removes", "null in a merge patch removes the attribute",
        clause: "RFC 7396 section 2")
    static let arrays = ConformanceRule(
        "patch.arrays-replaced", "A merge patch replaces the complete array",
        clause: "RFC 7396 section 2")
    static let merges = ConformanceRule(
        "patch.objects-merged", "A merge patch merges objects",
        clause: "RFC 7396 section 2")
    static let filters = ConformanceRule(
        "patch.filters-follow", "Filters find the changed resource by its new values",
        clause: "TMF630 part 1, attribute filtering")
    static let fixed = ConformanceRule(
        "patch.id-fixed", "id and href cannot be changed",
        clause: "conformance profile, attributes that are not patchable")
    static let refused = ConformanceRule(
        "patch.refused-changes-nothing", "A rejected PATCH changes nothing",
        clause: "RFC 5789 section 2")
    static let badBody = ConformanceRule(
        "patch.bad-json", "A PATCH whose body is not JSON is rejected with 400",
        clause: "TMF630 part 1, error handling")
    static let mandatory = ConformanceRule(
        "patch.mandatory-kept", "PATCH cannot remove a mandatory attribute",
        clause: "conformance profile, mandatory attributes")
    static let ifMatch = ConformanceRule(
        "patch.if-match", "PATCH with a different entity tag in If-Match is rejected with 412", severity: .warning,
        clause: "RFC 9110 section 13.1.1")

    static let tagChanges = ConformanceRule(
        "patch.tag-changes", "A changed resource has a new entity tag", severity: .warning,
        clause: "RFC 9110 section 8.8.1")

    static let all = [
        status, json, mergeType, contentType, applied, nothingElse, persists, othersUntouched, nullRemoves, arrays,
        merges, filters, fixed, refused, badBody, mandatory, ifMatch, tagChanges,
    ]
}
