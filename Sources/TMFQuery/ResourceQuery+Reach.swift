import TMFJSON
import TMFModels

extension ResourceQuery {
    /// Returns whether the filter or the sort order may read a first-level attribute with one of the given names.
    ///
    /// A path that does not start with a name may read any attribute.
    package func mayRead(anyOf names: Set<String>) -> Bool {
        sort.contains { $0.path.mayRead(anyOf: names) } || filter.mayRead(anyOf: names)
    }
}

extension Filter {
    fileprivate var hasPath: Bool {
        switch self {
        case .all(let filters), .any(let filters): filters.contains(where: \.hasPath)
        case .not(let filter), .anyElement(_, let filter): filter.hasPath
        case .path: true
        case .equals, .compare, .matches, .exists: false
        }
    }

    fileprivate func mayRead(anyOf names: Set<String>) -> Bool {
        switch self {
        case .all(let filters), .any(let filters): filters.contains { $0.mayRead(anyOf: names) }
        case .not(let filter): filter.mayRead(anyOf: names)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path):
            path.names.first.map(names.contains) ?? true
        case .anyElement(let path, let filter):
            // A path inside may start at the resource again.
            path.names.first.map(names.contains) ?? true || filter.hasPath
        case .path: true
        }
    }
}

extension JSONPath {
    /// The name of the first-level attribute that contains everything the path selects, or `nil` if it may be any
    /// attribute.
    package var firstName: String? { query.segments.first?.name }

    fileprivate func mayRead(anyOf names: Set<String>) -> Bool {
        // A condition in the path may read any attribute.
        guard query.names != nil, let firstName else { return true }
        return names.contains(firstName)
    }
}
