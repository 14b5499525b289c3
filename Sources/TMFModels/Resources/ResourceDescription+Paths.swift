import TMFJSON

extension ResourceDescription {
    /// The segments of the collection's path, decoded.
    package var pathSegments: [String] {
        basePath.split(separator: "/").map { PercentEncoding.decoded($0) ?? String($0) } + [name]
    }

    /// The path of the collection, percent-encoded, such as `/tmf-api/partyInteraction/v4/partyInteraction`.
    public var path: String { pathSegments.reduce("") { PercentEncoding.path($0, appending: $1) } }

    /// Returns the path of a resource.
    ///
    /// - Parameter id: The identifier of the resource.
    /// - Returns: The path, percent-encoded, such as `/tmf-api/partyInteraction/v4/partyInteraction/42`.
    public func path(of id: String) -> String { PercentEncoding.path(path, appending: id) }
}
