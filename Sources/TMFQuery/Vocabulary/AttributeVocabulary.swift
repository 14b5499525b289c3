import TMFJSON
import TMFModels

/// The attributes that a query may use, and the kinds of their values.
struct AttributeVocabulary {
    /// The kind of value that a path leads to.
    enum Kind {
        /// A date or date-time.
        case date
        /// Any other attribute of the model, or a part of a value of any type.
        case other
        /// Nothing, because the path continues below a string, number or Boolean.
        case belowScalar
        /// No attribute of the model.
        case unknown
    }

    private let model: any AttributeValue.Type
    /// A Boolean value that indicates whether only attributes of the model and operators of TMF630 are accepted.
    let isStrict: Bool

    init(_ model: any AttributeValue.Type, isStrict: Bool) { (self.model, self.isStrict) = (model, isStrict) }

    /// Returns whether the model has an attribute, or the query language a parameter, with the given name.
    func knows(_ name: String) -> Bool {
        model.member(named: name) != nil || ReservedParameter(rawValue: name) != nil
    }

    /// Returns the kind of value that a path leads to.
    func kind(of path: FieldPath) -> Kind { kind(of: path, from: model) }

    private func kind(of path: FieldPath, from start: any AttributeValue.Type) -> Kind {
        switch Self.type(at: path.names, from: start) {
        case .type(let type as any ScalarValue.Type) where type.attributeType == .dateTime: .date
        case .type, .any: .other
        case .missing(let type): type is any ScalarValue.Type ? .belowScalar : .unknown
        }
    }

    /// Returns whether a filter that was written as a JSON path compares a date with a value that is not a date.
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

    /// Returns the paths of a filter that do not lead to an attribute of the model.
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
        // A path starts at the resource, wherever it appears.
        case .path(let path): return unknown(in: path)
        }
    }

    /// Returns the initial names of a JSON path if they do not lead to an attribute of the model; the targets of
    /// filters and wildcards are not known in advance.
    func unknown(in path: JSONPath) -> [FieldPath] {
        let names = path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self)
        guard case .missing = Self.type(at: names, from: model) else { return [] }
        return [FieldPath(names)]
    }

    private enum Found {
        case type(any AttributeValue.Type)
        /// A value of any type, whose members are not known.
        case any
        /// A type that has no such member.
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

    /// Throws an error for a parameter that names unknown attributes, if the query is parsed strictly.
    func check(_ unknown: [FieldPath], _ parameter: String, _ offset: Int) throws(QueryError) {
        guard isStrict, !unknown.isEmpty else { return }
        throw QueryError(
            .unknownAttribute, parameter: parameter, offset: offset, expectation: "an attribute of the resource")
    }
}
