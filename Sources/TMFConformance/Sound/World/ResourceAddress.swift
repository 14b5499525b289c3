import TMFJSON

/// An address that a server gave: in `href`, `Location` or `Link`.
struct ResourceAddress: Sendable {
    /// The path, percent-encoded as it came; one without a slash at its beginning is completed by the base path.
    let path: String
    /// The query, or `nil` if there is none.
    let query: String?
    /// Whether the address names a host.
    let namesHost: Bool

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - basePath: What completes a path without a slash at its beginning.
    ///   - requestPath: What an address without a path stands for.
    init(_ text: String, basePath: String, requestPath: String = "") {
        var rest = Substring(text)
        let authority = rest.firstIndex(of: ":").flatMap { colon in
            rest[colon...].hasPrefix("://") && !rest[..<colon].contains("/") ? rest.index(colon, offsetBy: 3) : nil
        }
        namesHost = authority != nil || rest.hasPrefix("//")
        if let start = authority ?? (rest.hasPrefix("//") ? rest.index(rest.startIndex, offsetBy: 2) : nil) {
            rest = rest[start...]
            rest = rest[(rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex)...]
        } else if rest.isEmpty || rest.hasPrefix("?") || rest.hasPrefix("#") {
            rest = Substring(requestPath + rest)
        } else if !rest.hasPrefix("/") {
            rest = Substring(basePath + rest)
        }
        rest = rest[..<(rest.firstIndex(of: "#") ?? rest.endIndex)]
        let mark = rest.firstIndex(of: "?")
        path = String(rest[..<(mark ?? rest.endIndex)])
        query = mark.map { String(rest[rest.index(after: $0)...]) }
    }

    /// Whether the address leads where another one does, as far as one of them leaves the host open.
    func isSame(as other: ResourceAddress) -> Bool {
        func decoded(_ text: String) -> String { PercentEncoding.decoded(text) ?? text }
        return !(namesHost && other.namesHost) && decoded(path) == decoded(other.path) && query == other.query
    }

    /// Whether the path ends with a collection and an identifier.
    func leads(to id: String, in collection: String) -> Bool {
        let segments = path.split(separator: "/").map { PercentEncoding.decoded($0) ?? String($0) }
        return segments.suffix(2) == [collection, id]
    }
}
