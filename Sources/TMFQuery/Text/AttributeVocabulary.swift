import TMFJSON
import TMFModels

/// The attributes that a query may name.
struct AttributeVocabulary {
    /// What a path leads to.
    enum Kind {
        /// A date or date-time.
        case date
        /// Some other attribute of the model, or a part of a value that may be any.
        case other
        /// Nothing, as the path goes on below a string, number or Boolean.
        case belowScalar
        /// No attribute of the model.
        case unknown
    }

    /// What the names of a path start at: the resource, or an element in it.
    private let model: any AttributeValue.Type
    /// The resource, which JSON paths start at wherever they stand.
    private let resource: any AttributeValue.Type
    /// Whether only attributes of the model, and only operators of TMF630, are accepted.
    let isStrict: Bool

    init(_ model: any AttributeValue.Type, in resource: (any AttributeValue.Type)? = nil, isStrict: Bool) {
        self.model = model
        self.resource = resource ?? model
        self.isStrict = isStrict
    }

    /// Returns what a path leads to.
    func kind(of path: FieldPath) -> Kind {
        var type = model
        for name in path.names {
            // What any value may be has no list of members.
            if type is JSONValue.Type { return .other }
            guard let member = type._member(named: name) else {
                return type is any ScalarValue.Type ? .belowScalar : .unknown
            }
            type = member
        }
        guard let scalar = type as? any ScalarValue.Type else { return .other }
        return scalar.attributeType == .dateTime ? .date : .other
    }

    /// Checks the names that a path begins with; what filters and wildcards lead to is not known beforehand.
    func check(_ path: JSONPath, _ piece: QueryPiece, _ parameter: String) throws(QueryError) {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        try check(names, parameter, piece.offset)
    }

    /// Checks all paths of a filter that a JSON path became.
    func check(_ filter: Filter, _ piece: QueryPiece, _ parameter: String) throws(QueryError) {
        guard isStrict else { return }
        switch filter {
        case .all(let filters), .any(let filters):
            for filter in filters { try check(filter, piece, parameter) }
        case .not(let filter): try check(filter, piece, parameter)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path):
            _ = try check(path.names, parameter, piece.offset)
        case .anyElement(let path, let filter):
            guard let element = try check(path.names, parameter, piece.offset) else { return }
            try AttributeVocabulary(element, in: resource, isStrict: true).check(filter, piece, parameter)
        case .path(let path): try AttributeVocabulary(resource, isStrict: true).check(path, piece, parameter)
        }
    }

    /// Returns what the names lead to; `nil` if that may be any value.
    @discardableResult
    private func check(
        _ names: [String], _ parameter: String, _ offset: Int
    ) throws(QueryError) -> (any AttributeValue.Type)? {
        guard isStrict else { return nil }
        var type = model
        for name in names {
            if type is JSONValue.Type { return nil }
            guard let member = type._member(named: name) else { throw unknown(parameter, offset) }
            type = member
        }
        return type
    }

    func unknown(_ parameter: String, _ offset: Int) -> QueryError {
        QueryError(
            .unknownAttribute, parameter: parameter, offset: offset, expectation: "an attribute of the resource")
    }
}
