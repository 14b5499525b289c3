/// Rules for POST.
enum CreateRules {
    static let status = ConformanceRule(
        "create.status", "POST returns 201, or 202 if the resource is created later",
        clause: "TMF630 part 1, creating resources")
    static let object = ConformanceRule(
        "create.object", "POST returns the resource",
        clause: "TMF630 part 1, creating resources; the kit asserts it")
    static let contentType = ConformanceRule(
        "create.content-type", "The response to POST has a JSON media type",
        clause: "API definition, produces")
    static let id = ConformanceRule(
        "create.id", "The new resource has an id that is a nonempty string",
        clause: "conformance profile, mandatory attributes")
    static let idDiffers = ConformanceRule(
        "create.id-differs", "Every new resource has a unique id",
        clause: "TMF630 part 1, resource identifiers")
    static let href = ConformanceRule(
        "create.href", "The new resource has an href",
        clause: "conformance profile, mandatory attributes")
    static let hrefForm = ConformanceRule(
        "create.href-form", "href ends with the collection and the id of the resource",
        clause: "TMF630 part 1, resource addresses")
    static let hrefLeads = ConformanceRule(
        "create.href-leads", "GET on href returns the resource",
        clause: "TMF630 part 1, resource addresses")
    static let location = ConformanceRule(
        "create.location", "POST returns the address of the resource in Location",
        clause: "TMF630 part 1, creating resources")
    static let locationHref = ConformanceRule(
        "create.location-href", "Location and href are the same",
        clause: "conformance profile TMF629, href")
    static let type = ConformanceRule(
        "create.type", "@type is a nonempty string",
        clause: "conformance profile TMF629, mandatory attributes")
    static let typeRecommended = ConformanceRule(
        "create.type-given", "@type is present even where the kit does not require it", severity: .warning,
        clause: "TMF630 part 2, polymorphism")
    static let values = ConformanceRule(
        "create.values", "Values sent in known attributes are returned",
        clause: "TMF630 part 1, creating resources")
    static let setValues = ConformanceRule(
        "create.set-values", "Creation dates and the status are returned as sent", severity: .warning,
        clause: "TMF630 part 1, creating resources")
    static let unknownAccepted = ConformanceRule(
        "create.unknown-accepted", "Unknown attributes are accepted", severity: .warning,
        clause: "TMF630 part 2, extension")
    static let unknownKept = ConformanceRule(
        "create.unknown-kept", "Accepted unknown attributes are returned, at every depth",
        clause: "TMF630 part 2, extension")
    static let numbers = ConformanceRule(
        "create.numbers", "Numbers are returned with the same value",
        clause: "RFC 8259 section 6")
    static let digits = ConformanceRule(
        "create.digits", "Numbers are returned with the same digits", severity: .warning,
        clause: "RFC 8259 section 6")
    static let nulls = ConformanceRule(
        "create.nulls", "null is returned in unknown attributes", severity: .warning,
        clause: "RFC 8259 section 3")
    static let unescaped = ConformanceRule(
        "text.unescaped",
        "Text is not escaped where JSON does not require it, because the kit searches for it byte by byte",
        clause: "kit, body includes value; RFC 8259 section 7")
    static let unescapedSpecial = ConformanceRule(
        "text.unescaped-special", "Text with characters that the kit does not send is not escaped unnecessarily either",
        severity: .warning,
        clause: "RFC 8259 section 7")
    static let repeatedName = ConformanceRule(
        "text.repeated-name", "No object repeats a member name",
        clause: "RFC 8259 section 4")
    static let known = ConformanceRule(
        "create.known-accepted", "A body that the API definition allows is accepted",
        clause: "API definition, create; conformance profile")

    static let all = [
        status, object, contentType, id, idDiffers, href, hrefForm, hrefLeads, location, locationHref, type,
        typeRecommended, values, setValues, unknownAccepted, unknownKept, numbers, digits, nulls, unescaped,
        unescapedSpecial, repeatedName, known,
    ]
}
