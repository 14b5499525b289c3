import TMFJSON
import TMFModels

/// The attributes that a strict query may name.
struct AttributeVocabulary {
    private let model: any AttributeValue.Type

    init(_ model: any AttributeValue.Type) { self.model = model }

    func check(_ path: FieldPath, _ term: QueryTerm) throws(QueryError) {
        try check(path.names, term.parameter, term.name.offset)
    }

    /// Checks the names that a path begins with; what filters and wildcards lead to is not known beforehand.
    func check(_ path: JSONPath, _ piece: QueryTerm.Piece, _ parameter: String) throws(QueryError) {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        try check(names, parameter, piece.offset)
    }

    private func check(_ names: [String], _ parameter: String, _ offset: Int) throws(QueryError) {
        var type = model
        for name in names {
            // What any value may be has no list of members.
            if type is JSONValue.Type { return }
            guard let member = type._member(named: name) else {
                throw QueryError(
                    .unknownAttribute, parameter: parameter, offset: offset, expectation: "an attribute of the resource"
                )
            }
            type = member
        }
    }
}
