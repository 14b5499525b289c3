import TMFJSON

/// An address from a server, in `href`, `Location` or `Link`.
struct ResourceAddress: Sendable {
    /// The path with its original percent-encoding; a path without a leading slash is resolved against the base path.
    let path: String
    /// The query, or `nil` if the address has none.
    let query: String?
    /// A Boolean value that indicates whether the address contains a host.
    let namesHost: Bool

    /// Parses an address.
    ///
    /// - Parameters:
    ///   - text: The address.
    ///   - basePath: The path that a path without a leading slash is resolved against.
    ///   - requestPath: The path for an address without a path.
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

    /// Returns whether the address leads to the same target as another, if at least one of them omits the host.
    func isSame(as other: ResourceAddress) -> Bool {
        func decoded(_ text: String) -> String { PercentEncoding.decoded(text) ?? text }
        return !(namesHost && other.namesHost) && decoded(path) == decoded(other.path) && query == other.query
    }

    /// Returns whether the path ends with a collection and an identifier.
    func leads(to id: String, in collection: String) -> Bool {
        let segments = path.split(separator: "/").map { PercentEncoding.decoded($0) ?? String($0) }
        return segments.suffix(2) == [collection, id]
    }
}
