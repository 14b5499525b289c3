/// The preferences of a client, from the `Prefer` field (RFC 7240).
public struct Preferences: Sendable, Hashable {
    private var values: [String: String] = [:]

    /// Parses the preferences of a request.
    ///
    /// If a name is repeated, its first preference counts. Parameters and malformed preferences are ignored.
    ///
    /// - Parameter headers: The header fields of the request.
    public init(_ headers: APIHeaders) {
        guard let value = headers[.prefer] else { return }
        var reader = FieldReader(value)
        while !reader.isAtEnd {
            reader.skipBlanks()
            if let (name, value) = reader.parameter(), values[name] == nil { values[name] = value ?? "" }
            reader.skipElement()
        }
    }

    /// The value of a preference, empty if it is only a name, or `nil` if the client does not state it.
    ///
    /// - Parameter name: The name of the preference, in any case.
    public subscript(name: String) -> String? { values[name.lowercased()] }
}
