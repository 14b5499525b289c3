/// Rules of GET on a resource.
enum ReadRules {
    static let status = ConformanceRule(
        "read.status", "GET on a resource answers 200",
        clause: "TMF630 part 1, querying resources")
    static let contentType = ConformanceRule(
        "read.content-type", "The answer to GET says that it is JSON",
        clause: "API definition, produces")
    static let asCreated = ConformanceRule(
        "read.as-created", "GET answers what POST answered",
        clause: "TMF630 part 1, querying resources")
    static let head = ConformanceRule(
        "read.head", "HEAD answers as GET does, without a body", severity: .warning,
        clause: "RFC 9110 section 9.3.2")
    static let notModified = ConformanceRule(
        "read.not-modified", "GET with the entity tag in If-None-Match answers 304", severity: .warning,
        clause: "RFC 9110 section 13.1.2")

    static let all = [
        status, contentType, asCreated, head, notModified,
    ]
}
