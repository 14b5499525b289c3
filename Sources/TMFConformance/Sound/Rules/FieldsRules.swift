/// Rules for attribute selection.
enum FieldsRules {
    static let status = ConformanceRule(
        "fields.status", "A request with fields returns 200",
        clause: "TMF630 part 1, attribute selection")
    static let asked = ConformanceRule(
        "fields.asked", "fields returns the attributes that it names",
        clause: "TMF630 part 1, attribute selection")
    static let exact = ConformanceRule(
        "fields.exact", "fields returns only the attributes that it names, id, href and @type",
        clause: "TMF630 part 1, attribute selection")
    static let idHref = ConformanceRule(
        "fields.id-href", "id and href are returned regardless of fields",
        clause: "TMF630 part 1, attribute selection")
    static let type = ConformanceRule(
        "fields.type", "@type is returned regardless of fields", severity: .warning,
        clause: "TMF630 part 2, polymorphism")
    static let values = ConformanceRule(
        "fields.values", "fields does not change values",
        clause: "TMF630 part 1, attribute selection")
    static let rows = ConformanceRule(
        "fields.rows", "fields does not change the resources of a list or their order",
        clause: "TMF630 part 1, attribute selection")
    static let unknown = ConformanceRule(
        "fields.unknown", "Unknown names in fields are ignored",
        clause: "TMF630 part 1, attribute selection")
    static let none = ConformanceRule(
        "fields.none", "fields=none returns id and href", severity: .warning,
        clause: "TMF630 part 1, attribute selection")

    static let all = [
        status, asked, exact, idHref, type, values, rows, unknown, none,
    ]
}
