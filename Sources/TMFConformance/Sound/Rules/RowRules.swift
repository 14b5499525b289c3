/// Rules for every row that a server returns.
enum RowRules {
    static let mandatory = ConformanceRule(
        "row.mandatory", "Mandatory attributes are present, and neither null nor empty",
        clause: "conformance profile, mandatory attributes")
    static let dates = ConformanceRule(
        "row.dates", "Every date-time conforms to RFC 3339",
        clause: "API definition, format date-time; RFC 3339 section 5.6")
    static let types = ConformanceRule(
        "row.types", "Every attribute has the type of its definition",
        clause: "API definition, types of attributes")
    static let period = ConformanceRule(
        "row.period", "No period ends before it starts", severity: .warning,
        clause: "API definition, TimePeriod")
    static let kit = ConformanceRule(
        "row.kit", "The row passes the assertions of the published kit",
        clause: "kit, assertions on every row of a list")
    static let idString = ConformanceRule(
        "row.id", "The id is a nonempty string",
        clause: "API definition, id; kit, type of id")

    static let all = [
        mandatory, dates, types, period, kit, idString,
    ]
}
