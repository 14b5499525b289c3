/// Rules for GET of a resource.
enum ReadRules {
    static let status = ConformanceRule(
        "read.status", "GET on a resource returns 200",
        clause: "TMF630 part 1, querying resources")
    static let contentType = ConformanceRule(
        "read.content-type", "The response to GET has a JSON media type",
        clause: "API definition, produces")
    static let asCreated = ConformanceRule(
        "read.as-created", "GET returns the resource that POST returned",
        clause: "TMF630 part 1, querying resources")
    static let head = ConformanceRule(
        "read.head", "HEAD returns the same response as GET, without a body", severity: .warning,
        clause: "RFC 9110 section 9.3.2")
    static let notModified = ConformanceRule(
        "read.not-modified", "GET with the entity tag in If-None-Match returns 304", severity: .warning,
        clause: "RFC 9110 section 13.1.2")

    static let all = [
        status, contentType, asCreated, head, notModified,
    ]
}
