/// Rules for attribute filters.
enum FilterRules {
    static let status = ConformanceRule(
        "filter.status", "A filter on a first-level attribute returns 200",
        clause: "TMF630 part 1, attribute filtering; the kit asserts 200")
    static let onlyMatching = ConformanceRule(
        "filter.only-matching", "A filtered list contains only matching resources",
        clause: "TMF630 part 1, attribute filtering")
    static let allMatching = ConformanceRule(
        "filter.all-matching", "A filtered list contains all matching resources",
        clause: "TMF630 part 1, attribute filtering")
    static let otherAbsent = ConformanceRule(
        "filter.other-absent", "The other resource is absent if it does not match",
        clause: "TMF630 part 1, attribute filtering; intended by the kit")
    static let whole = ConformanceRule(
        "filter.whole-rows", "A filtered list contains complete resources",
        clause: "TMF630 part 1, attribute filtering")
    static let total = ConformanceRule(
        "filter.total", "X-Total-Count of a filtered list is the number of matches",
        clause: "TMF630 part 1, pagination")
    static let special = ConformanceRule(
        "filter.special-characters", "Values with characters that need encoding are found",
        clause: "TMF630 part 1, attribute filtering; RFC 3986 section 2.1")
    static let date = ConformanceRule(
        "filter.date", "A date-time attribute can be filtered by its value",
        clause: "TMF630 part 1, attribute filtering")
    static let exact = ConformanceRule(
        "filter.exact", "A filter compares complete values and respects case",
        clause: "TMF630 part 1, attribute filtering, exact equality")
    static let both = ConformanceRule(
        "filter.and", "Two filters joined by & must both match",
        clause: "TMF630 part 1, attribute filtering")
    static let unknown = ConformanceRule(
        "filter.unknown-attribute", "A filter on an unknown attribute matches nothing",
        clause: "TMF630 part 1, attribute filtering")
    static let unknownStatus = ConformanceRule(
        "filter.unknown-status", "A filter on an unknown attribute returns 200",
        severity: .warning,
        clause: "TMF630 part 1, attribute filtering")
    static let noMatch = ConformanceRule(
        "filter.no-match", "A filter without matches returns 200 and an empty array",
        clause: "TMF630 part 1, attribute filtering")
    static let repeated = ConformanceRule(
        "filter.repeated", "A repeated attribute name gives alternatives", severity: .warning,
        clause: "TMF630 part 1, attribute filtering")
    static let comma = ConformanceRule(
        "filter.comma", "Comma-separated values are alternatives", severity: .warning,
        clause: "TMF630 part 1, attribute filtering")
    static let nested = ConformanceRule(
        "filter.nested", "Attributes of sub-resources can be filtered using dots", severity: .warning,
        clause: "TMF630 part 1, attribute filtering; optional in the conformance profile")
    static let range = ConformanceRule(
        "filter.range", "A date-time attribute can be filtered by a range", severity: .warning,
        clause: "TMF630 part 1, attribute filtering, operators")
    static let sorted = ConformanceRule(
        "sort.order", "sort orders the resources, and a minus sign reverses the order", severity: .warning,
        clause: "TMF630 part 1, sorting")

    static let all = [
        status, onlyMatching, allMatching, otherAbsent, whole, total, special, date, exact, both, unknown,
        unknownStatus,
        noMatch, repeated, comma, nested, range, sorted,
    ]
}
