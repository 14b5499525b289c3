public import TMFJSON

/// One of the values that resources are sorted by.
///
/// Booleans come before numbers, date-times and other strings, in this order; date-times are compared as instants, other
/// strings code point by code point. Of several values the least counts. Resources without a value come last, in both
/// directions.
public struct SortKey: Sendable, Hashable {
    /// The path to the value, in the dialect of TMF630.
    public var path: JSONPath
    /// Whether the greatest value comes first.
    public var isDescending: Bool

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - path: The path to the value, in the dialect of TMF630.
    ///   - isDescending: Whether the greatest value comes first.
    public init(_ path: JSONPath, isDescending: Bool = false) {
        self.path = path
        self.isDescending = isDescending
    }

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - path: The attribute.
    ///   - isDescending: Whether the greatest value comes first.
    public init(_ path: FieldPath, isDescending: Bool = false) {
        self.init(JSONPath(PathQuery(isAbsolute: true, names: path.names)), isDescending: isDescending)
    }
}
