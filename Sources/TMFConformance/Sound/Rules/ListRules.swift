/// Rules for lists.
enum ListRules {
    static let status = ConformanceRule(
        "list.status", "A plain list request returns 200",
        clause: "TMF630 part 1, querying resources; the kit asserts 200")
    static let pageStatus = ConformanceRule(
        "list.page-status", "A page returns 206, or 200 if it contains the complete list",
        clause: "TMF630 part 1, pagination")
    static let array = ConformanceRule(
        "list.array", "A list is a JSON array",
        clause: "TMF630 part 1, querying resources")
    static let object = ConformanceRule(
        "list.objects", "Every element of a list is an object",
        clause: "TMF630 part 1, querying resources")
    static let contentType = ConformanceRule(
        "list.content-type", "A list has a JSON media type",
        clause: "API definition, produces")
    static let bodySize = ConformanceRule(
        "list.body-size", "A list fits within the run's body limit", severity: .warning,
        clause: "ConformanceOptions.bodyLimit")
    static let totalGiven = ConformanceRule(
        "list.total-given", "A list gives the number of matching resources in X-Total-Count",
        clause: "TMF630 part 1, pagination; API definition, response headers")
    static let countGiven = ConformanceRule(
        "list.count-given", "A list gives the number of its resources in X-Result-Count", severity: .warning,
        clause: "API definition, response headers")
    static let count = ConformanceRule(
        "list.count", "X-Result-Count is the number of resources in the response",
        clause: "API definition, response headers")
    static let noDuplicates = ConformanceRule(
        "list.no-duplicates", "No resource appears twice in a response",
        clause: "TMF630 part 1, querying resources")
    static let holdsCreated = ConformanceRule(
        "list.holds-created", "The list contains every created resource",
        clause: "TMF630 part 1, querying resources")
    static let asRead = ConformanceRule(
        "list.as-read", "A row equals the resource with its id",
        clause: "TMF630 part 1, querying resources")

    static let all = [
        status, pageStatus, array, object, contentType, bodySize, totalGiven, countGiven, count, noDuplicates,
        holdsCreated, asRead,
    ]
}
