/// Rules for error responses.
enum ErrorRules {
    static let notFound = ConformanceRule(
        "error.unknown-id", "A request for an unknown id returns 404",
        clause: "TMF630 part 1, error handling; the kit asserts 404 of GET")
    static let object = ConformanceRule(
        "error.body", "The body of an error response is an object",
        clause: "TMF630 part 1, error representation")
    static let code = ConformanceRule(
        "error.code", "An error has a code that is a nonempty string",
        clause: "TMF630 part 1, error representation")
    static let reason = ConformanceRule(
        "error.reason", "An error has a reason that is a nonempty string",
        clause: "TMF630 part 1, error representation")
    static let status = ConformanceRule(
        "error.status-text", "The status in an error is that of the response, as text",
        clause: "TMF630 part 1, error representation")
    static let contentType = ConformanceRule(
        "error.content-type", "An error response has a JSON media type",
        clause: "API definition, produces")
    static let badJSON = ConformanceRule(
        "error.bad-json", "A body that is not JSON is rejected with 400",
        clause: "TMF630 part 1, error handling, code 22")
    static let notObject = ConformanceRule(
        "error.not-an-object", "A body that is not a JSON object is rejected with 400 or 422",
        clause: "TMF630 part 1, error handling, code 22")
    static let noBody = ConformanceRule(
        "error.no-body", "A POST without a body is rejected with 400",
        clause: "TMF630 part 1, error handling, code 21")
    static let missing = ConformanceRule(
        "error.missing-attribute", "A body without a mandatory attribute is rejected with 400",
        clause: "conformance profile, mandatory attributes; TMF630 part 1, code 23")
    static let missingNamed = ConformanceRule(
        "error.attribute-named", "The error names the missing attribute", severity: .warning,
        clause: "TMF630 part 1, error representation, message")
    static let missingNested = ConformanceRule(
        "error.missing-nested", "A sub-resource without a mandatory attribute is rejected with 400", severity: .warning,
        clause: "conformance profile, mandatory attributes of sub-resources")
    static let wrongType = ConformanceRule(
        "error.wrong-type", "An attribute of the wrong type is rejected with 400",
        clause: "API definition, types of attributes; TMF630 part 1, code 24")
    static let createsNothing = ConformanceRule(
        "error.creates-nothing", "A rejected POST creates nothing",
        clause: "TMF630 part 1, creating resources")
    static let mediaType = ConformanceRule(
        "error.media-type", "A body with a media type other than JSON is rejected with 415", severity: .warning,
        clause: "TMF630 part 1, status codes; RFC 9110 section 15.5.16")
    static let notAcceptable = ConformanceRule(
        "error.not-acceptable", "A request that does not accept JSON is rejected with 406", severity: .warning,
        clause: "TMF630 part 1, status codes; RFC 9110 section 15.5.7")
    static let method = ConformanceRule(
        "error.method", "A method that the API does not define is rejected with 405", severity: .warning,
        clause: "TMF630 part 1, error handling, code 61; RFC 9110 section 15.5.6")
    static let allow = ConformanceRule(
        "error.allow", "A 405 response lists the supported methods in Allow", severity: .warning,
        clause: "RFC 9110 section 15.5.6")

    static let all = [
        notFound, object, code, reason, status, contentType, badJSON, notObject, noBody, missing, missingNamed,
        missingNested, wrongType, createsNothing, mediaType, notAcceptable, method, allow,
    ]
}
