/// Rules of refusals.
enum ErrorRules {
    static let notFound = ConformanceRule(
        "error.unknown-id", "An unknown id is answered with 404",
        clause: "TMF630 part 1, error handling; the kit asserts 404 of GET")
    static let object = ConformanceRule(
        "error.body", "The body of a refusal is an object",
        clause: "TMF630 part 1, error representation")
    static let code = ConformanceRule(
        "error.code", "An error has a code, a string that is not empty",
        clause: "TMF630 part 1, error representation")
    static let reason = ConformanceRule(
        "error.reason", "An error has a reason, a string that is not empty",
        clause: "TMF630 part 1, error representation")
    static let status = ConformanceRule(
        "error.status-text", "The status in an error is the one of the response, as text",
        clause: "TMF630 part 1, error representation")
    static let contentType = ConformanceRule(
        "error.content-type", "The body of a refusal says that it is JSON",
        clause: "API definition, produces")
    static let badJSON = ConformanceRule(
        "error.bad-json", "A body that is not JSON is answered with 400",
        clause: "TMF630 part 1, error handling, code 22")
    static let notObject = ConformanceRule(
        "error.not-an-object", "A body that is not a JSON object is answered with 400 or 422",
        clause: "TMF630 part 1, error handling, code 22")
    static let noBody = ConformanceRule(
        "error.no-body", "A POST without a body is answered with 400",
        clause: "TMF630 part 1, error handling, code 21")
    static let missing = ConformanceRule(
        "error.missing-attribute", "A body without a mandatory attribute is answered with 400",
        clause: "conformance profile, mandatory attributes; TMF630 part 1, code 23")
    static let missingNamed = ConformanceRule(
        "error.attribute-named", "The refusal names the attribute that is missing", severity: .warning,
        clause: "TMF630 part 1, error representation, message")
    static let missingNested = ConformanceRule(
        "error.missing-nested", "A part without its mandatory attribute is answered with 400", severity: .warning,
        clause: "conformance profile, mandatory attributes of sub-resources")
    static let wrongType = ConformanceRule(
        "error.wrong-type", "An attribute of another type than its definition is answered with 400",
        clause: "API definition, types of attributes; TMF630 part 1, code 24")
    static let createsNothing = ConformanceRule(
        "error.creates-nothing", "A POST that is refused creates nothing",
        clause: "TMF630 part 1, creating resources")
    static let mediaType = ConformanceRule(
        "error.media-type", "A body of another type than JSON is answered with 415", severity: .warning,
        clause: "TMF630 part 1, status codes; RFC 9110 section 15.5.16")
    static let notAcceptable = ConformanceRule(
        "error.not-acceptable", "A client that takes no JSON is answered with 406", severity: .warning,
        clause: "TMF630 part 1, status codes; RFC 9110 section 15.5.7")
    static let method = ConformanceRule(
        "error.method", "A method that the API does not have is answered with 405", severity: .warning,
        clause: "TMF630 part 1, error handling, code 61; RFC 9110 section 15.5.6")
    static let allow = ConformanceRule(
        "error.allow", "405 tells in Allow which methods there are", severity: .warning,
        clause: "RFC 9110 section 15.5.6")

    static let all = [
        notFound, object, code, reason, status, contentType, badJSON, notObject, noBody, missing, missingNamed,
        missingNested, wrongType, createsNothing, mediaType, notAcceptable, method, allow,
    ]
}
