public import TMFModels

/// An index, by which a store finds resources by the values of an attribute without reading all of them.
///
/// An index never changes which resources match, only the time it takes. A resource that would take too much work to
/// compare is in a page's `exceeding` only when the store reads it.
public struct StoreIndex: Sendable, Hashable {
    /// The questions that an index answers.
    @nonexhaustive
    public enum Kind: Sendable, Hashable {
        /// Which resources have a value: for strings, and for numbers and Booleans too.
        case equality
        /// Which resources have a value in a range, which texts start in one way, and in which order they are: for date-times,
        /// numbers and texts.
        case order
    }

    /// The attribute; where the path leads through arrays, each element counts.
    public var path: FieldPath
    /// The questions that the index answers.
    public var kind: Kind

    /// Creates an index.
    ///
    /// - Parameters:
    ///   - path: The attribute.
    ///   - kind: The questions that the index answers.
    public init(_ path: FieldPath, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// An index for the values of an attribute.
    ///
    /// - Parameter path: The attribute.
    /// - Returns: The index.
    public static func equality(_ path: FieldPath) -> StoreIndex { StoreIndex(path, .equality) }

    /// An index for ranges and the order of an attribute.
    ///
    /// - Parameter path: The attribute.
    /// - Returns: The index.
    public static func order(_ path: FieldPath) -> StoreIndex { StoreIndex(path, .order) }
}
