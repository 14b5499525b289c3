/// Rules for pages.
enum PageRules {
    static let limit = ConformanceRule(
        "page.limit", "A page contains at most as many resources as limit allows",
        clause: "TMF630 part 1, pagination")
    static let offset = ConformanceRule(
        "page.offset", "offset skips the given number of resources",
        clause: "TMF630 part 1, pagination")
    static let partial = ConformanceRule(
        "page.partial", "A partial page returns 206", severity: .warning,
        clause: "TMF630 part 1, pagination")
    static let noDuplicates = ConformanceRule(
        "page.no-duplicates", "No resource appears on two pages",
        clause: "TMF630 part 1, pagination")
    static let total = ConformanceRule(
        "page.total", "X-Total-Count is the number of resources on all pages",
        clause: "TMF630 part 1, pagination")
    static let totalStable = ConformanceRule(
        "page.total-stable", "X-Total-Count is the same on every page",
        clause: "TMF630 part 1, pagination")
    static let complete = ConformanceRule(
        "page.complete", "The pages contain every created resource",
        clause: "TMF630 part 1, pagination")
    static let stable = ConformanceRule(
        "page.stable", "Reading all pages twice gives the same resources in the same order",
        clause: "TMF630 part 1, pagination")
    static let beyondEnd = ConformanceRule(
        "page.beyond-end", "A page past the last resource is empty, or is rejected with 416",
        clause: "TMF630 part 1, pagination")
    static let linkGiven = ConformanceRule(
        "page.link-given", "A page links to the other pages in Link", severity: .warning,
        clause: "TMF630 part 1, pagination")
    static let linkNext = ConformanceRule(
        "page.link-next", "next leads to the following page, and is absent on the last page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkPrev = ConformanceRule(
        "page.link-prev", "prev leads to the previous page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkFirst = ConformanceRule(
        "page.link-first", "first leads to the first page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkLast = ConformanceRule(
        "page.link-last", "last leads to the last page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let badValue = ConformanceRule(
        "page.bad-value", "An offset or limit that is not a number is rejected with 400", severity: .warning,
        clause: "TMF630 part 1, error handling, code 28")
    static let filtered = ConformanceRule(
        "page.filtered", "The pages of a filtered list contain exactly the matching resources",
        clause: "TMF630 part 1, attribute filtering and pagination")

    static let all = [
        limit, offset, partial, noDuplicates, total, totalStable, complete, stable, beyondEnd, linkGiven, linkNext,
        linkPrev, linkFirst, linkLast, filtered, badValue,
    ]
}
