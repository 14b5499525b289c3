import TMFJSON
public import TMFModels

extension ResourceQuery {
    /// Returns the attributes that the query names and a model does not have.
    ///
    /// They may be extensions that some resources have. Where none has, a condition on such an attribute finds nothing, an order
    /// by it says nothing, and a selection of it returns nothing.
    ///
    /// - Parameter model: The model.
    /// - Returns: The names, with dots between them, in the order in which the query names them first.
    public func unknownAttributes<Resource: Model>(of model: Resource.Type) -> [String] {
        var names = UnknownAttributes(resource: model)
        names.look(at: filter, from: model)
        for path in sort.map(\.path) + (fields?.paths ?? []) { names.look(at: path) }
        return names.found.unique
    }
}

/// Goes through the paths of a query, as far as they are names.
private struct UnknownAttributes {
    let resource: any AttributeValue.Type
    var found: [String] = []

    mutating func look(at filter: Filter, from model: any AttributeValue.Type) {
        switch filter {
        case .all(let filters), .any(let filters):
            for filter in filters { look(at: filter, from: model) }
        case .not(let filter): look(at: filter, from: model)
        case .equals(let path, _), .compare(let path, _, _), .matches(let path, _), .exists(let path):
            _ = element(of: path.names, from: model)
        case .anyElement(let path, let filter):
            if let element = element(of: path.names, from: model) { look(at: filter, from: element) }
        case .path(let path): look(at: path)
        }
    }

    mutating func look(at path: JSONPath) {
        _ = element(of: path.query.segments.map(\.name).prefix { $0 != nil }.compactMap(\.self), from: resource)
    }

    /// Returns what names lead to, or `nil` if the model does not tell.
    private mutating func element(
        of names: [String], from model: any AttributeValue.Type
    ) -> (any AttributeValue.Type)? {
        var type = model
        for name in names {
            if type is JSONValue.Type { return nil }
            guard let member = type._member(named: name) else {
                found.append(names.joined(separator: "."))
                return nil
            }
            type = member
        }
        return type
    }
}
