import TMFExchange
import TMFJSON

/// Writes requests and responses in the form of Newman.
enum NewmanRequest {
    static func json(of step: PrintableStep) -> JSONValue {
        var result = JSONObject()
        result["url"] = url(step.url)
        result["header"] = headers(step.requestHeaders)
        result["method"] = .string(step.method)
        result["body"] = step.requestBody.map { ["mode": "raw", "raw": .string($0.text)] }
        result["description"] = ["content": .string(step.description), "type": "text/plain"]
        return .object(result)
    }

    static func response(of step: PrintableStep, id: String) -> JSONValue? {
        guard let status = step.status else { return nil }
        return [
            "id": .string(id),
            "status": .string(reason(of: status)),
            "code": .number(JSONNumber(status)),
            "header": headers(step.responseHeaders),
            "stream": [
                "type": "Buffer",
                "data": .array((step.responseBody?.text ?? "").utf8.map { .number(JSONNumber($0)) }),
            ],
            "cookie": [],
            "responseTime": .number(JSONNumber(PrintedText.milliseconds(step.duration))),
            "responseSize": .number(JSONNumber(step.responseSize)),
        ]
    }

    private static func headers(_ fields: [PrintableStep.Field]) -> JSONValue {
        .array(fields.map { ["key": .string($0.name), "value": .string($0.value)] })
    }

    /// Returns the parts of a URL: scheme and host if it has them, the path by segments, the query by parameters.
    private static func url(_ text: String) -> JSONValue {
        var result: JSONObject = ["raw": .string(text)]
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first ?? ""
        if let mark = path.firstRange(of: "://") {
            result["protocol"] = .string(String(path[..<mark.lowerBound]))
            let authority = path[mark.upperBound...].prefix { $0 != "/" }
            path = path[authority.endIndex...]
            let host = authority.split(separator: "@").last ?? authority
            // The colons of an IPv6 address are in brackets.
            if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
                result["port"] = .string(String(host[colon...].dropFirst()))
                result["host"] = labels(host[..<colon])
            } else {
                result["host"] = labels(host)
            }
        }
        if path.hasPrefix("/") { path = path.dropFirst() }
        result["path"] = .array(
            path.split(separator: "/", omittingEmptySubsequences: false).map { .string(String($0)) })
        let query = parts.dropFirst().first?.split(separator: "&") ?? []
        result["query"] = .array(
            query.map { parameter in
                let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return [
                    "key": .string(String(pair.first ?? "")), "value": .string(String(pair.dropFirst().first ?? "")),
                ]
            })
        result["variable"] = []
        return .object(result)
    }

    private static func labels(_ host: Substring) -> JSONValue {
        if host.hasPrefix("[") { return [.string(String(host))] }
        return .array(host.split(separator: ".").map { .string(String($0)) })
    }

    /// Returns the reason phrase of a status (RFC 9110 section 15).
    private static func reason(of status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: ""
        }
    }
}
