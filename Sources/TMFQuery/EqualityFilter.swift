/// A condition on an attribute of the first level: it equals one of some values.
///
/// The values are compared by the type found in the resource: strings code point by code point, numbers by value,
/// Booleans as `true` and `false`. Of an array, any element may match.
public struct EqualityFilter: Sendable, Hashable {
    /// The name of the attribute on the wire, such as `@type`.
    public var name: String
    /// The values, one of which the attribute must equal.
    public var values: [String]

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - name: The name of the attribute on the wire.
    ///   - values: The values, one of which the attribute must equal.
    public init(_ name: String, equalsAnyOf values: [String]) {
        self.name = name
        self.values = values
    }
}
