public import TMFJSON
public import TMFModels

/// A value to sort resources by.
///
/// Booleans come before numbers, date-times and other strings, in this order. Date-times are compared as instants,
/// other strings code point by code point. If a path leads to several values, the one that comes first in the direction
/// of the key counts: the least, or the greatest if the key is descending. Resources without a value come last in both
/// directions.
public struct SortKey: Sendable, Hashable {
    /// The path to the value, in the TMF630 dialect.
    public var path: JSONPath
    /// A Boolean value that indicates whether the greatest value comes first.
    public var isDescending: Bool
    /// A Boolean value that indicates whether strings that contain a number are sorted as numbers, as with `num(…)` in
    /// a query string.
    public var isNumeric: Bool

    /// The path as names, or `nil` if it contains more than names, such as a condition on an element.
    public var fieldPath: FieldPath? { path.names.map { FieldPath($0) } }

    /// Creates a key from a JSON path.
    ///
    /// - Parameters:
    ///   - path: The path to the value, in the TMF630 dialect.
    ///   - isDescending: Whether the greatest value comes first.
    ///   - isNumeric: Whether strings that contain a number are sorted as numbers.
    public init(_ path: JSONPath, isDescending: Bool = false, isNumeric: Bool = false) {
        self.path = path
        self.isDescending = isDescending
        self.isNumeric = isNumeric
    }

    /// Creates a key from an attribute.
    ///
    /// - Parameters:
    ///   - path: The attribute.
    ///   - isDescending: Whether the greatest value comes first.
    ///   - isNumeric: Whether strings that contain a number are sorted as numbers.
    public init(_ path: FieldPath, isDescending: Bool = false, isNumeric: Bool = false) {
        self.init(
            JSONPath(PathQuery(isAbsolute: true, names: path.names)), isDescending: isDescending, isNumeric: isNumeric)
    }
}
