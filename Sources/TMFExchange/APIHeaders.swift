/// The header fields of a request or response, in order.
///
/// Names are compared without regard to case (RFC 9110 section 5.1). Repeated fields are all kept.
///
/// ```swift
/// var headers: APIHeaders = [.contentType: "application/json"]
/// headers.add(.eTag, "\"1\"")
/// let location = headers[.location]
/// ```
///
/// No field can end a line or begin another field, because names are checked, and CR, LF and NUL in values become
/// spaces; see ``Name`` and ``Field``.
public struct APIHeaders: Sendable, Hashable {
    /// The fields in order.
    public private(set) var fields: [Field]

    /// Creates headers from fields.
    ///
    /// - Parameter fields: The fields in order.
    public init(_ fields: [Field] = []) { self.fields = fields }

    package init(minimumCapacity: Int) {
        fields = []
        fields.reserveCapacity(minimumCapacity)
    }

    /// The value of a field, or `nil` if it is absent; repeated fields are joined by a comma (RFC 9110 section 5.3).
    ///
    /// Setting a value replaces all fields with the name; setting `nil` removes them.
    ///
    /// - Parameter name: The name.
    public subscript(name: Name) -> String? {
        get {
            guard let first = fields.firstIndex(where: { $0.name == name }) else { return nil }
            guard fields[(first + 1)...].contains(where: { $0.name == name }) else { return fields[first].value }
            return values(of: name).joined(separator: ", ")
        }
        set {
            let place = fields.firstIndex { $0.name == name }
            fields.removeAll { $0.name == name }
            guard let newValue else { return }
            fields.insert(Field(name: name, value: newValue), at: place ?? fields.count)
        }
    }

    /// Returns the values of all fields with a name, in order.
    ///
    /// - Parameter name: The name.
    /// - Returns: The values in their original form; empty if there is no such field.
    public func values(of name: Name) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// Adds a field after all others.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: The value. CR, LF and NUL become spaces.
    public mutating func add(_ name: Name, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Adds a field whose name comes from an untrusted source, such as a received message, after all others.
    ///
    /// An invalid name is an error in the message, to which a server responds with 400 (RFC 9112 section 5).
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: The value. CR, LF and NUL become spaces.
    /// - Returns: `true` if the field was added; `false` if ``Name/init(_:)`` rejects the name.
    public mutating func add(name: String, value: String) -> Bool {
        guard let name = Name(name) else { return false }
        add(name, value)
        return true
    }
}

extension APIHeaders: ExpressibleByDictionaryLiteral {
    /// Creates headers from a literal; repeated names are kept.
    ///
    /// - Parameter fields: The names and values in order.
    public init(dictionaryLiteral fields: (Name, String)...) {
        self.init(fields.map { Field(name: $0, value: $1) })
    }
}
