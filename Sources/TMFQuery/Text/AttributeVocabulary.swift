import TMFJSON
import TMFModels

/// The attributes that a strict query may name.
struct AttributeVocabulary {
    /// What the names of a path start at: the resource, or an element in it.
    private let model: any AttributeValue.Type
    /// The resource, which JSON paths start at wherever they stand.
    private let resource: any AttributeValue.Type

    init(_ model: any AttributeValue.Type, in resource: (any AttributeValue.Type)? = nil) {
        self.model = model
        self.resource = resource ?? model
    }

    func check(_ path: FieldPath, _ term: QueryTerm) throws(QueryError) {
        try check(path.names, term.parameter, term.name.offset)
    }

    /// Checks the names that a path begins with; what filters and wildcards lead to is not known beforehand.
    func check(_ path: JSONPath, _ piece: QueryTerm.Piece, _ parameter: String) throws(QueryError) {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        try check(names, parameter, piece.offset)
    }

    /// Checks all paths of a filter that a JSON path became.
    func check(_ filter: Filter, _ piece: QueryTerm.Piece, _ parameter: String) throws(QueryError) {
        switch filter {
        case .all(let filters), .any(let filters):
            for filter in filters { try check(filter, piece, parameter) }
        case .not(let filter): try check(filter, piece, parameter)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path):
            _ = try check(path.names, parameter, piece.offset)
        case .anyElement(let path, let filter):
            guard let element = try check(path.names, parameter, piece.offset) else { return }
            try AttributeVocabulary(element, in: resource).check(filter, piece, parameter)
        case .path(let path): try AttributeVocabulary(resource).check(path, piece, parameter)
        }
    }

    /// Returns what the names lead to; `nil` if that may be any value.
    @discardableResult
    private func check(
        _ names: [String], _ parameter: String, _ offset: Int
    ) throws(QueryError) -> (any AttributeValue.Type)? {
        var type = model
        for name in names {
            // What any value may be has no list of members.
            if type is JSONValue.Type { return nil }
            guard let member = type._member(named: name) else {
                throw QueryError(
                    .unknownAttribute, parameter: parameter, offset: offset, expectation: "an attribute of the resource"
                )
            }
            type = member
        }
        return type
    }
}
