/// The links of a `Link` header field (RFC 8288) by their relation, in lower case.
struct LinkHeader: Sendable {
    private(set) var targets: [String: String] = [:]

    /// Reads a header field; what is malformed is passed over, and of two links with one relation the first counts.
    init(_ value: String) {
        var rest = Substring(value)
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let target = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            let parameters = Self.parameters(&rest)
            for relation in (parameters["rel"] ?? "").lowercased().split(separator: " ")
            where targets[String(relation)] == nil {
                targets[String(relation)] = target
            }
        }
    }

    /// Takes the parameters up to the comma before the next link.
    private static func parameters(_ rest: inout Substring) -> [String: String] {
        var isQuoted = false
        var end = rest.startIndex
        while end < rest.endIndex, isQuoted || rest[end] != "," {
            if rest[end] == "\"" { isQuoted.toggle() }
            end = rest.index(after: end)
        }
        var result: [String: String] = [:]
        for parameter in rest[..<end].split(separator: ";") {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard let first = parts.first, parts.count == 2 else { continue }
            let name = first.filter { $0 != " " }.lowercased()
            result[name] = result[name] ?? parts[1].filter { $0 != "\"" }
        }
        rest = rest[end...]
        return result
    }
}
