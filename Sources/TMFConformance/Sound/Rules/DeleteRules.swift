/// Rules for DELETE.
enum DeleteRules {
    static let status = ConformanceRule(
        "delete.status", "DELETE returns 204, or 202 if the resource is deleted later",
        clause: "TMF630 part 1, deleting resources")
    static let empty = ConformanceRule(
        "delete.empty", "A 204 response has no body",
        clause: "RFC 9110 section 15.3.5")
    static let gone = ConformanceRule(
        "delete.gone", "GET after DELETE returns 404 or 410",
        clause: "TMF630 part 1, deleting resources")
    static let again = ConformanceRule(
        "delete.again", "A second DELETE returns 404 or 410",
        clause: "TMF630 part 1, deleting resources")
    static let list = ConformanceRule(
        "delete.list", "A deleted resource does not appear in lists",
        clause: "TMF630 part 1, deleting resources")
    static let filter = ConformanceRule(
        "delete.filter", "A deleted resource does not match any filter",
        clause: "TMF630 part 1, deleting resources")
    static let others = ConformanceRule(
        "delete.others-untouched", "DELETE does not change other resources",
        clause: "TMF630 part 1, deleting resources")

    static let all = [
        status, empty, gone, again, list, filter, others,
    ]
}
