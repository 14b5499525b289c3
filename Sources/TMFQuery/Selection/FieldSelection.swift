public import TMFJSON
public import TMFModels

/// The attributes to return (TMF630 part 1, attribute selection, and part 6).
///
/// `id`, `href` and `@type` are always returned. Attributes that a resource does not have are ignored.
public struct FieldSelection: Sendable, Hashable {
    /// The attributes that every selection includes.
    public static let always = ["id", "href", "@type"]

    /// The selected paths in the TMF630 dialect, in the given order; empty for `fields=none`.
    ///
    /// A repeated path counts once.
    public var paths: [JSONPath] {
        didSet { paths = paths.unique }
    }

    /// Creates a selection.
    ///
    /// - Parameter paths: The paths to select, in the TMF630 dialect.
    public init(_ paths: [JSONPath]) { self.paths = paths.unique }

    /// Creates a selection of attributes.
    ///
    /// - Parameter fields: The attributes.
    public init(_ fields: [FieldPath]) {
        self.init(fields.map { JSONPath(PathQuery(isAbsolute: true, names: $0.names)) })
    }
}
