/// Rules of lists.
enum ListRules {
    static let status = ConformanceRule(
        "list.status", "A plain list request is answered with 200",
        clause: "TMF630 part 1, querying resources; the kit asserts 200")
    static let pageStatus = ConformanceRule(
        "list.page-status", "A page is answered with 206, or with 200 if nothing is left out of it",
        clause: "TMF630 part 1, pagination")
    static let array = ConformanceRule(
        "list.array", "A list is a JSON array",
        clause: "TMF630 part 1, querying resources")
    static let object = ConformanceRule(
        "list.objects", "Every element of a list is an object",
        clause: "TMF630 part 1, querying resources")
    static let contentType = ConformanceRule(
        "list.content-type", "A list says that it is JSON",
        clause: "API definition, produces")
    static let bodySize = ConformanceRule(
        "list.body-size", "A list is not longer than what the run may read", severity: .warning,
        clause: "ConformanceOptions.bodyLimit")
    static let totalGiven = ConformanceRule(
        "list.total-given", "A list tells in X-Total-Count how many resources match",
        clause: "TMF630 part 1, pagination; API definition, response headers")
    static let countGiven = ConformanceRule(
        "list.count-given", "A list tells in X-Result-Count how many resources it holds", severity: .warning,
        clause: "API definition, response headers")
    static let count = ConformanceRule(
        "list.count", "X-Result-Count is the number of resources in the answer",
        clause: "API definition, response headers")
    static let noDuplicates = ConformanceRule(
        "list.no-duplicates", "No resource is in an answer twice",
        clause: "TMF630 part 1, querying resources")
    static let holdsCreated = ConformanceRule(
        "list.holds-created", "The list holds every resource that was created",
        clause: "TMF630 part 1, querying resources")
    static let asRead = ConformanceRule(
        "list.as-read", "A row says the same as the resource under its id",
        clause: "TMF630 part 1, querying resources")

    static let all = [
        status, pageStatus, array, object, contentType, bodySize, totalGiven, countGiven, count, noDuplicates,
        holdsCreated, asRead,
    ]
}
