/// Rules of pages.
enum PageRules {
    static let limit = ConformanceRule(
        "page.limit", "A page holds at most as many resources as limit says",
        clause: "TMF630 part 1, pagination")
    static let offset = ConformanceRule(
        "page.offset", "offset skips as many resources as it says",
        clause: "TMF630 part 1, pagination")
    static let partial = ConformanceRule(
        "page.partial", "A page that leaves something out is answered with 206", severity: .warning,
        clause: "TMF630 part 1, pagination")
    static let noDuplicates = ConformanceRule(
        "page.no-duplicates", "No resource is on two pages",
        clause: "TMF630 part 1, pagination")
    static let total = ConformanceRule(
        "page.total", "X-Total-Count is the number of resources on all pages",
        clause: "TMF630 part 1, pagination")
    static let totalStable = ConformanceRule(
        "page.total-stable", "X-Total-Count is the same on every page",
        clause: "TMF630 part 1, pagination")
    static let complete = ConformanceRule(
        "page.complete", "The pages hold every resource that was created",
        clause: "TMF630 part 1, pagination")
    static let stable = ConformanceRule(
        "page.stable", "Reading all pages twice gives the same resources in the same order",
        clause: "TMF630 part 1, pagination")
    static let beyondEnd = ConformanceRule(
        "page.beyond-end", "A page behind the last resource is empty, or is refused with 416",
        clause: "TMF630 part 1, pagination")
    static let linkGiven = ConformanceRule(
        "page.link-given", "A page tells the others in Link", severity: .warning,
        clause: "TMF630 part 1, pagination")
    static let linkNext = ConformanceRule(
        "page.link-next", "next leads to the page that follows, and is not there on the last",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkPrev = ConformanceRule(
        "page.link-prev", "prev leads to the page before",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkFirst = ConformanceRule(
        "page.link-first", "first leads to the first page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let linkLast = ConformanceRule(
        "page.link-last", "last leads to the last page",
        clause: "TMF630 part 1, pagination; RFC 8288")
    static let badValue = ConformanceRule(
        "page.bad-value", "An offset or limit that is no number is answered with 400", severity: .warning,
        clause: "TMF630 part 1, error handling, code 28")
    static let filtered = ConformanceRule(
        "page.filtered", "The pages of a filtered list hold all that matches, and nothing else",
        clause: "TMF630 part 1, attribute filtering and pagination")

    static let all = [
        limit, offset, partial, noDuplicates, total, totalStable, complete, stable, beyondEnd, linkGiven, linkNext,
        linkPrev, linkFirst, linkLast, filtered, badValue,
    ]
}
