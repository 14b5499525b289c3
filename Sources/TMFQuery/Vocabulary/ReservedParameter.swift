/// The names that are never attributes where they stand alone before a `=`.
package enum ReservedParameter: String, CaseIterable {
    case fields
    case offset
    case limit
    case sort
    case filter
    case depth
    case expand

    /// Whether the value of the parameter is a JSON path, or several.
    var holdsPaths: Bool {
        switch self {
        case .fields, .sort, .filter: true
        case .offset, .limit, .depth, .expand: false
        }
    }
}
