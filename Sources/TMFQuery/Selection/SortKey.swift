public import TMFJSON
public import TMFModels

/// One of the values that resources are sorted by.
///
/// Booleans come before numbers, date-times and other strings, in this order; date-times are compared as instants, other
/// strings code point by code point. Of several values the one counts that comes first in the direction of the key: the
/// least, or the greatest if it is descending. Resources without a value come last, in both directions.
public struct SortKey: Sendable, Hashable {
    /// The path to the value, in the dialect of TMF630.
    public var path: JSONPath
    /// Whether the greatest value comes first.
    public var isDescending: Bool
    /// Whether strings that hold a number are sorted as numbers: `num(…)` in a query string.
    public var isNumeric: Bool

    /// The path to the value as names, or `nil` if it is more than that, such as a condition on an element.
    public var fieldPath: FieldPath? { path.names.map { FieldPath($0) } }

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - path: The path to the value, in the dialect of TMF630.
    ///   - isDescending: Whether the greatest value comes first.
    ///   - isNumeric: Whether strings that hold a number are sorted as numbers.
    public init(_ path: JSONPath, isDescending: Bool = false, isNumeric: Bool = false) {
        self.path = path
        self.isDescending = isDescending
        self.isNumeric = isNumeric
    }

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - path: The attribute.
    ///   - isDescending: Whether the greatest value comes first.
    ///   - isNumeric: Whether strings that hold a number are sorted as numbers.
    public init(_ path: FieldPath, isDescending: Bool = false, isNumeric: Bool = false) {
        self.init(
            JSONPath(PathQuery(isAbsolute: true, names: path.names)), isDescending: isDescending, isNumeric: isNumeric)
    }
}
