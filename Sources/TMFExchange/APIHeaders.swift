/// The header fields of a request or response, in order.
///
/// Names are compared without regard to case (RFC 9110 section 5.1). A field that is repeated is kept as often as it came.
public struct APIHeaders: Sendable, Hashable {
    /// A header field.
    public struct Field: Sendable, Hashable {
        /// The name as it was given.
        public var name: String
        /// The value.
        public var value: String

        /// Creates a field.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - value: The value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

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

    /// The value of a field, or `nil` if there is none; repeated fields are joined by a comma (RFC 9110 section 5.3).
    ///
    /// Setting a value replaces all fields of the name, setting `nil` removes them.
    ///
    /// - Parameter name: The name, in any case.
    public subscript(name: String) -> String? {
        get {
            guard let first = fields.firstIndex(where: { Self.isSame($0.name, name) }) else { return nil }
            guard fields[(first + 1)...].contains(where: { Self.isSame($0.name, name) }) else {
                return fields[first].value
            }
            return values(of: name).joined(separator: ", ")
        }
        set {
            let place = fields.firstIndex { Self.isSame($0.name, name) }
            fields.removeAll { Self.isSame($0.name, name) }
            guard let newValue else { return }
            fields.insert(Field(name: name, value: newValue), at: place ?? fields.count)
        }
    }

    /// Returns the values of all fields with a name, in order.
    ///
    /// - Parameter name: The name, in any case.
    /// - Returns: The values as they came; empty if there is no such field.
    public func values(of name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field behind all others.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: The value.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    private static func isSame(_ first: String, _ second: String) -> Bool {
        first.utf8.count == second.utf8.count
            && zip(first.utf8, second.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}

extension APIHeaders: ExpressibleByDictionaryLiteral {
    /// Creates headers; a repeated name is kept.
    ///
    /// - Parameter fields: The names and values in order.
    public init(dictionaryLiteral fields: (String, String)...) {
        self.init(fields.map { Field(name: $0, value: $1) })
    }
}
