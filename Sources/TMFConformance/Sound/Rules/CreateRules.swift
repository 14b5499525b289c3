/// Rules of POST.
enum CreateRules {
    static let status = ConformanceRule(
        "create.status", "POST answers 201, or 202 if the resource comes later",
        clause: "TMF630 part 1, creating resources")
    static let object = ConformanceRule(
        "create.object", "POST answers with the resource",
        clause: "TMF630 part 1, creating resources; the kit asserts it")
    static let contentType = ConformanceRule(
        "create.content-type", "The answer to POST says that it is JSON",
        clause: "API definition, produces")
    static let id = ConformanceRule(
        "create.id", "The new resource has an id, a string that is not empty",
        clause: "conformance profile, mandatory attributes")
    static let idDiffers = ConformanceRule(
        "create.id-differs", "Every new resource has an id that no other one has",
        clause: "TMF630 part 1, resource identifiers")
    static let href = ConformanceRule(
        "create.href", "The new resource has an href",
        clause: "conformance profile, mandatory attributes")
    static let hrefForm = ConformanceRule(
        "create.href-form", "href ends with the collection and the id of the resource",
        clause: "TMF630 part 1, resource addresses")
    static let hrefLeads = ConformanceRule(
        "create.href-leads", "GET on href answers the resource",
        clause: "TMF630 part 1, resource addresses")
    static let location = ConformanceRule(
        "create.location", "POST tells the address of the resource in Location",
        clause: "TMF630 part 1, creating resources")
    static let locationHref = ConformanceRule(
        "create.location-href", "Location and href are the same",
        clause: "conformance profile TMF629, href")
    static let type = ConformanceRule(
        "create.type", "@type is a string that is not empty",
        clause: "conformance profile TMF629, mandatory attributes")
    static let typeRecommended = ConformanceRule(
        "create.type-given", "@type is there also where the kit does not ask for it", severity: .warning,
        clause: "TMF630 part 2, polymorphism")
    static let values = ConformanceRule(
        "create.values", "What was sent in known attributes comes back",
        clause: "TMF630 part 1, creating resources")
    static let setValues = ConformanceRule(
        "create.set-values", "Creation dates and the status come back as they were sent", severity: .warning,
        clause: "TMF630 part 1, creating resources")
    static let unknownAccepted = ConformanceRule(
        "create.unknown-accepted", "Attributes that no definition knows are accepted", severity: .warning,
        clause: "TMF630 part 2, extension")
    static let unknownKept = ConformanceRule(
        "create.unknown-kept", "Attributes that no definition knows come back if they were accepted, at every depth",
        clause: "TMF630 part 2, extension")
    static let numbers = ConformanceRule(
        "create.numbers", "Numbers come back with the same value",
        clause: "RFC 8259 section 6")
    static let digits = ConformanceRule(
        "create.digits", "Numbers come back with the same digits", severity: .warning,
        clause: "RFC 8259 section 6")
    static let nulls = ConformanceRule(
        "create.nulls", "null comes back in attributes that no definition knows", severity: .warning,
        clause: "RFC 8259 section 3")
    static let unescaped = ConformanceRule(
        "text.unescaped", "Text is not escaped where JSON does not ask for it, as the kit searches for it byte by byte",
        clause: "kit, body includes value; RFC 8259 section 7")
    static let unescapedSpecial = ConformanceRule(
        "text.unescaped-special", "Text with characters that the kit does not send is not escaped either",
        severity: .warning,
        clause: "RFC 8259 section 7")
    static let repeatedName = ConformanceRule(
        "text.repeated-name", "No object has a member twice",
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
