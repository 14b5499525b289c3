/// Rules of PATCH.
enum PatchRules {
    static let status = ConformanceRule(
        "patch.status", "PATCH answers 200, or 202 if the change comes later",
        clause: "TMF630 part 1, modifying resources; the kit asserts it")
    static let json = ConformanceRule(
        "patch.json-accepted", "PATCH takes application/json, which the kit sends",
        clause: "API definition, consumes; kit, PATCH")
    static let mergeType = ConformanceRule(
        "patch.merge-accepted", "PATCH takes application/merge-patch+json", severity: .warning,
        clause: "conformance profile, JSON Merge")
    static let contentType = ConformanceRule(
        "patch.content-type", "The answer to PATCH says that it is JSON",
        clause: "API definition, produces")
    static let applied = ConformanceRule(
        "patch.applied", "PATCH answers the resource with the change",
        clause: "TMF630 part 1, modifying resources; RFC 7396")
    static let nothingElse = ConformanceRule(
        "patch.nothing-else", "PATCH leaves everything else as it was",
        clause: "RFC 7396 section 2")
    static let persists = ConformanceRule(
        "patch.persists", "A later GET answers the changed resource",
        clause: "TMF630 part 1, modifying resources")
    static let othersUntouched = ConformanceRule(
        "patch.others-untouched", "PATCH leaves other resources as they were",
        clause: "TMF630 part 1, modifying resources")
    static let nullRemoves = ConformanceRule(
        "patch.null-removes", "null in a merge patch removes the attribute",
        clause: "RFC 7396 section 2")
    static let arrays = ConformanceRule(
        "patch.arrays-replaced", "A merge patch replaces an array as a whole",
        clause: "RFC 7396 section 2")
    static let merges = ConformanceRule(
        "patch.objects-merged", "A merge patch merges objects",
        clause: "RFC 7396 section 2")
    static let filters = ConformanceRule(
        "patch.filters-follow", "Filters find the changed resource by what it says now",
        clause: "TMF630 part 1, attribute filtering")
    static let fixed = ConformanceRule(
        "patch.id-fixed", "id and href cannot be changed",
        clause: "conformance profile, attributes that are not patchable")
    static let refused = ConformanceRule(
        "patch.refused-changes-nothing", "A PATCH that is refused changes nothing",
        clause: "RFC 5789 section 2")
    static let badBody = ConformanceRule(
        "patch.bad-json", "A PATCH whose body is not JSON is answered with 400",
        clause: "TMF630 part 1, error handling")
    static let mandatory = ConformanceRule(
        "patch.mandatory-kept", "PATCH cannot remove a mandatory attribute",
        clause: "conformance profile, mandatory attributes")
    static let ifMatch = ConformanceRule(
        "patch.if-match", "PATCH with another entity tag in If-Match is answered with 412", severity: .warning,
        clause: "RFC 9110 section 13.1.1")

    static let tagChanges = ConformanceRule(
        "patch.tag-changes", "A changed resource has another entity tag", severity: .warning,
        clause: "RFC 9110 section 8.8.1")

    static let all = [
        status, json, mergeType, contentType, applied, nothingElse, persists, othersUntouched, nullRemoves, arrays,
        merges, filters, fixed, refused, badBody, mandatory, ifMatch, tagChanges,
    ]
}
