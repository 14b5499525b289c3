import TMFJSON
import TMFModels

/// The attributes that a query may name, and what they hold.
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

    private let model: any AttributeValue.Type
    /// Whether only attributes of the model, and only operators of TMF630, are accepted.
    let isStrict: Bool

    init(_ model: any AttributeValue.Type, isStrict: Bool) { (self.model, self.isStrict) = (model, isStrict) }

    /// Whether the model has an attribute of a name, or the query language a parameter.
    func knows(_ name: String) -> Bool {
        model.member(named: name) != nil || ReservedParameter(rawValue: name) != nil
    }

    /// Returns what a path leads to.
    func kind(of path: FieldPath) -> Kind { kind(of: path, from: model) }

    private func kind(of path: FieldPath, from start: any AttributeValue.Type) -> Kind {
        switch Self.type(at: path.names, from: start) {
        case .type(let type as any ScalarValue.Type) where type.attributeType == .dateTime: .date
        case .type, .any: .other
        case .missing(let type): type is any ScalarValue.Type ? .belowScalar : .unknown
        }
    }

    /// Whether a filter that was written as a JSON path asks of a date what no date can be.
    func hasNonDate(_ filter: Filter) -> Bool { hasNonDate(filter, from: model) }

    private func hasNonDate(_ filter: Filter, from start: any AttributeValue.Type) -> Bool {
        func isDate(_ path: FieldPath) -> Bool { kind(of: path, from: start) == .date }
        switch filter {
        case .all(let filters), .any(let filters): return filters.contains { hasNonDate($0, from: start) }
        case .not(let filter): return hasNonDate(filter, from: start)
        case .equals(let path, let operands): return isDate(path) && !operands.allSatisfy(DateOperand.mayBeDate)
        case .compare(let path, _, let operand): return isDate(path) && !DateOperand.mayBeDate(operand)
        case .anyElement(let path, let filter):
            guard case .type(let element) = Self.type(at: path.names, from: start) else { return false }
            return hasNonDate(filter, from: element)
        case .matches, .exists, .path: return false
        }
    }

    // MARK: - Unknown attributes

    /// The paths of a filter that lead to no attribute of the model.
    func unknown(in filter: Filter) -> [FieldPath] { unknown(in: filter, from: model) }

    private func unknown(in filter: Filter, from start: any AttributeValue.Type) -> [FieldPath] {
        switch filter {
        case .all(let filters), .any(let filters): return filters.flatMap { unknown(in: $0, from: start) }
        case .not(let filter): return unknown(in: filter, from: start)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path):
            guard case .missing = Self.type(at: path.names, from: start) else { return [] }
            return [path]
        case .anyElement(let path, let filter):
            switch Self.type(at: path.names, from: start) {
            case .type(let element): return unknown(in: filter, from: element)
            case .any: return []
            case .missing: return [path]
            }
        // A path starts at the resource, wherever it stands.
        case .path(let path): return unknown(in: path)
        }
    }

    /// The names that a JSON path begins with, if they lead to no attribute of the model; what filters and wildcards lead to
    /// is not known beforehand.
    func unknown(in path: JSONPath) -> [FieldPath] {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        guard case .missing = Self.type(at: names, from: model) else { return [] }
        return [FieldPath(names)]
    }

    private enum Found {
        case type(any AttributeValue.Type)
        /// A value that may be any has no list of members.
        case any
        /// What has no such member.
        case missing(any AttributeValue.Type)
    }

    private static func type(at names: [String], from start: any AttributeValue.Type) -> Found {
        var type = start
        for name in names {
            if type is JSONValue.Type { return .any }
            guard let member = type.member(named: name) else { return .missing(type) }
            type = member
        }
        return .type(type)
    }

    // MARK: - Errors

    /// Refuses a parameter that names unknown attributes, if the query is read strictly.
    func check(_ unknown: [FieldPath], _ parameter: String, _ offset: Int) throws(QueryError) {
        guard isStrict, !unknown.isEmpty else { return }
        throw QueryError(
            .unknownAttribute, parameter: parameter, offset: offset, expectation: "an attribute of the resource")
    }
}
