/// The names that are never attributes if they appear alone before a `=`.
package enum ReservedParameter: String {
    case fields
    case offset
    case limit
    case sort
    case filter
    case depth
    case expand

    /// A Boolean value that indicates whether the value of the parameter consists of JSON paths.
    var holdsPaths: Bool {
        switch self {
        case .fields, .sort, .filter: true
        case .offset, .limit, .depth, .expand: false
        }
    }
}
