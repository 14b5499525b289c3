import TMFJSON

/// RFC 6902, implemented by rebuilding the complete value for every operation; `nil` represents any failure.
enum NaivePatch {
    static func applied(_ operations: [JSONPatch.Operation], to value: JSONValue) -> JSONValue? {
        operations.reduce(value) { value, operation in value.flatMap { done(operation, $0) } }
    }

    private static func done(_ operation: JSONPatch.Operation, _ value: JSONValue) -> JSONValue? {
        let path = operation.path.tokens
        let from = operation.from?.tokens ?? []
        switch operation.kind {
        case .add: return operation.value.flatMap { added($0, path[...], value) }
        case .remove: return removed(path[...], value)
        case .replace:
            guard found(path[...], value) != nil, let new = operation.value else { return nil }
            return path.isEmpty ? new : replaced(path[...], value, new)
        case .test:
            guard found(path[...], value) == operation.value else { return nil }
            return value
        case .copy: return found(from[...], value).flatMap { added($0, path[...], value) }
        case .move:
            guard let moved = found(from[...], value) else { return nil }
            if from == path { return value }
            if path.starts(with: from) { return nil }
            return removed(from[...], value).flatMap { added(moved, path[...], $0) }
        }
    }

    /// The position of an element, or the one after the last.
    private static func index(_ token: String, upTo bound: Int) -> Int? {
        (0...bound).first { "\($0)" == token }
    }

    private static func found(_ path: ArraySlice<String>, _ value: JSONValue) -> JSONValue? {
        guard let token = path.first else { return value }
        switch value {
        case .object(let object):
            return object.first { $0.name == token }.flatMap { found(path.dropFirst(), $0.value) }
        case .array(let elements):
            guard let index = index(token, upTo: elements.count), index < elements.count else { return nil }
            return found(path.dropFirst(), elements[index])
        default: return nil
        }
    }

    /// Rebuilds a value with another one in the place of a child; a child that becomes `nil` is left out.
    private static func rebuilt(
        _ path: ArraySlice<String>, _ value: JSONValue, _ child: (JSONValue) -> [JSONValue]?
    ) -> JSONValue? {
        guard let token = path.first, let old = found([token], value), let new = child(old) else { return nil }
        switch value {
        case .object(let object):
            let members = object.flatMap { member -> [JSONObject.Member] in
                member.name == token ? new.map { JSONObject.Member(name: token, value: $0) } : [member]
            }
            return .object(JSONObject(members))
        case .array(let elements):
            return .array(elements.enumerated().flatMap { "\($0.offset)" == token ? new : [$0.element] })
        default: return nil
        }
    }

    private static func replaced(_ path: ArraySlice<String>, _ value: JSONValue, _ new: JSONValue) -> JSONValue? {
        rebuilt(path, value) { path.count == 1 ? [new] : replaced(path.dropFirst(), $0, new).map { [$0] } }
    }

    private static func removed(_ path: ArraySlice<String>, _ value: JSONValue) -> JSONValue? {
        rebuilt(path, value) { path.count == 1 ? [] : removed(path.dropFirst(), $0).map { [$0] } }
    }

    private static func added(_ new: JSONValue, _ path: ArraySlice<String>, _ value: JSONValue) -> JSONValue? {
        guard let token = path.first else { return new }
        if path.count > 1 { return rebuilt(path, value) { added(new, path.dropFirst(), $0).map { [$0] } } }
        switch value {
        case .object(let object):
            let others = object.filter { $0.name != token }
            return .object(JSONObject(others + [JSONObject.Member(name: token, value: new)]))
        case .array(let elements):
            guard let index = token == "-" ? elements.count : index(token, upTo: elements.count) else { return nil }
            return .array(elements.prefix(index) + [new] + elements.dropFirst(index))
        default: return nil
        }
    }
}
