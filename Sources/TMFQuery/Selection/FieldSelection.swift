public import TMFJSON
public import TMFModels

/// The attributes that an answer is to have (TMF630 part 1, attribute selection, and part 6).
///
/// `id`, `href` and `@type` are always returned. What a resource does not have is passed over.
public struct FieldSelection: Sendable, Hashable {
    /// What every selection returns.
    public static let always = ["id", "href", "@type"]

    /// What was asked for, in the order given, as paths in the dialect of TMF630; empty for `fields=none`.
    ///
    /// What is asked for twice counts once.
    public var paths: [JSONPath] {
        didSet { paths = paths.unique }
    }

    /// Creates a selection.
    ///
    /// - Parameter paths: The paths to what is to be returned, in the dialect of TMF630.
    public init(_ paths: [JSONPath]) { self.paths = paths.unique }

    /// Creates a selection of attributes.
    ///
    /// - Parameter fields: The attributes.
    public init(_ fields: [FieldPath]) {
        self.init(fields.map { JSONPath(PathQuery(isAbsolute: true, names: $0.names)) })
    }
}
