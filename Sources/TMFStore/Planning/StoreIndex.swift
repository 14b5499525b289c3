public import TMFModels

/// An index with which a store finds resources by the values of an attribute without reading all of them.
///
/// An index never changes which resources match, only how long a query takes. A resource for which the comparison
/// exceeds its limit of work is in the `exceeding` resources of a page only if the store reads it.
public struct StoreIndex: Sendable, Hashable {
    /// The conditions that an index supports.
    @nonexhaustive
    public enum Kind: Sendable, Hashable {
        /// Equality of strings, numbers and Booleans.
        case equality
        /// Ranges of date-times, numbers and texts, prefixes of texts, and sorting.
        case order
    }

    /// The path of the attribute; if it leads through arrays, each element counts.
    public var path: FieldPath
    /// The conditions that the index supports.
    public var kind: Kind

    /// Creates an index.
    ///
    /// - Parameters:
    ///   - path: The path of the attribute.
    ///   - kind: The conditions that the index supports.
    public init(_ path: FieldPath, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Returns an index for the equality of the values of an attribute.
    ///
    /// - Parameter path: The path of the attribute.
    /// - Returns: The index.
    public static func equality(_ path: FieldPath) -> StoreIndex { StoreIndex(path, .equality) }

    /// Returns an index for ranges and the order of the values of an attribute.
    ///
    /// - Parameter path: The path of the attribute.
    /// - Returns: The index.
    public static func order(_ path: FieldPath) -> StoreIndex { StoreIndex(path, .order) }
}
