/// What a client would like, from the `Prefer` field (RFC 7240).
public struct Preferences: Sendable, Hashable {
    private var values: [String: String] = [:]

    /// Reads the preferences of a request.
    ///
    /// Of two with one name the first counts. Parameters are passed over, and so is what is no preference.
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

    /// The value of a preference, empty if it is a name alone, or `nil` if the client does not have it.
    ///
    /// - Parameter name: The name of the preference, in any case.
    public subscript(name: String) -> String? { values[name.lowercased()] }
}
