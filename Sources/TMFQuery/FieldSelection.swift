/// The attributes of the first level that an answer is to have (TMF630 part 1, attribute selection).
///
/// `id`, `href` and `@type` are always returned. Names that a resource does not have are passed over.
public struct FieldSelection: Sendable, Hashable {
    /// What every selection returns.
    public static let always = ["id", "href", "@type"]

    /// The names asked for, in the order given; empty for `fields=none`.
    public var names: [String]

    /// Creates a selection.
    ///
    /// - Parameter names: The names on the wire.
    public init(_ names: [String]) { self.names = names }

    /// Returns whether an answer has an attribute.
    ///
    /// - Parameter name: The name on the wire.
    /// - Returns: `true` if the attribute was asked for or is always returned.
    public func contains(_ name: String) -> Bool { Self.always.contains(name) || names.contains(name) }
}
