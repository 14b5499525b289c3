/// Rules of DELETE.
enum DeleteRules {
    static let status = ConformanceRule(
        "delete.status", "DELETE answers 204, or 202 if the resource goes later",
        clause: "TMF630 part 1, deleting resources")
    static let empty = ConformanceRule(
        "delete.empty", "204 has no body",
        clause: "RFC 9110 section 15.3.5")
    static let gone = ConformanceRule(
        "delete.gone", "GET after DELETE answers 404 or 410",
        clause: "TMF630 part 1, deleting resources")
    static let again = ConformanceRule(
        "delete.again", "A second DELETE answers 404 or 410",
        clause: "TMF630 part 1, deleting resources")
    static let list = ConformanceRule(
        "delete.list", "A deleted resource is in no list",
        clause: "TMF630 part 1, deleting resources")
    static let filter = ConformanceRule(
        "delete.filter", "A deleted resource is found by no filter",
        clause: "TMF630 part 1, deleting resources")
    static let others = ConformanceRule(
        "delete.others-untouched", "DELETE leaves other resources as they were",
        clause: "TMF630 part 1, deleting resources")

    static let all = [
        status, empty, gone, again, list, filter, others,
    ]
}
