/// Rules of attribute selection.
enum FieldsRules {
    static let status = ConformanceRule(
        "fields.status", "A request with fields is answered with 200",
        clause: "TMF630 part 1, attribute selection")
    static let asked = ConformanceRule(
        "fields.asked", "fields gives the attributes that it names",
        clause: "TMF630 part 1, attribute selection")
    static let exact = ConformanceRule(
        "fields.exact", "fields gives nothing beside what it names, id, href and @type",
        clause: "TMF630 part 1, attribute selection")
    static let idHref = ConformanceRule(
        "fields.id-href", "id and href are there whatever fields names",
        clause: "TMF630 part 1, attribute selection")
    static let type = ConformanceRule(
        "fields.type", "@type is there whatever fields names", severity: .warning,
        clause: "TMF630 part 2, polymorphism")
    static let values = ConformanceRule(
        "fields.values", "fields leaves the values as they are",
        clause: "TMF630 part 1, attribute selection")
    static let rows = ConformanceRule(
        "fields.rows", "fields leaves the resources of a list and their order as they are",
        clause: "TMF630 part 1, attribute selection")
    static let unknown = ConformanceRule(
        "fields.unknown", "A name in fields that no resource has is passed over",
        clause: "TMF630 part 1, attribute selection")
    static let none = ConformanceRule(
        "fields.none", "fields=none gives id and href", severity: .warning,
        clause: "TMF630 part 1, attribute selection")

    static let all = [
        status, asked, exact, idHref, type, values, rows, unknown, none,
    ]
}
