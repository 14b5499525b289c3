import TMFJSON
import TMFModels
import TMFQuery

/// What a list request asks for, as it was said: nothing is brought into another form.
struct ReferenceQuery {
    /// A value to sort by.
    struct Key {
        var path: FieldPath
        var isDescending = false
    }

    var filter: Filter = .all([])
    var fields: [FieldPath]?
    var sort: [Key] = []
    var page = Page()

    /// The same for the library.
    var resourceQuery: ResourceQuery {
        ResourceQuery(
            filter: filter,
            fields: fields.map { FieldSelection($0) },
            sort: sort.map { SortKey($0.path, isDescending: $0.isDescending) },
            page: page)
    }
}

/// The query language once more, written from its rules alone: slow, and so plain that it can be read against them.
struct ReferenceEvaluator {
    /// What a query finds.
    struct Answer: Equatable {
        var ids: [String]
        var total: Int
        /// The page with the attributes asked for, as compact JSON, members in order; `nil` if all were.
        var rows: String?
    }

    var documents: [JSONValue]

    func answer(to query: ReferenceQuery) -> Answer {
        var found = documents.filter { Self.holds(query.filter, for: $0, in: $0) }
        if !query.sort.isEmpty { found.sort { Self.precedes($0, $1, query.sort) } }
        let page = found.dropFirst(query.page.offset).prefix(query.page.limit ?? found.count)
        return Answer(
            ids: page.map { $0["id"]?.stringValue ?? "" },
            total: found.count,
            rows: query.fields.map { fields in
                JSONValue.array(page.map { Self.selection($0, fields) }).description
            })
    }
}

// MARK: - Ways through a value

extension ReferenceEvaluator {
    /// The values that names lead to; a name of an array is that of its elements, however deep they lie.
    static func values(_ names: ArraySlice<String>, in value: JSONValue) -> [JSONValue] {
        guard let name = names.first else { return [value] }
        switch value {
        case .array(let elements): return elements.flatMap { values(names, in: $0) }
        case .object(let object):
            guard let member = object.members.last(where: { isSame($0.name, name) }) else { return [] }
            return values(names.dropFirst(), in: member.value)
        case .null, .bool, .number, .string: return []
        }
    }

    static func values(_ path: FieldPath, in value: JSONValue) -> [JSONValue] { values(path.names[...], in: value) }

    /// The value itself, or the elements of an array, and of the arrays in it.
    static func leaves(_ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { elements.flatMap(leaves) } else { [value] }
    }

    static func isSame(_ first: String, _ second: String) -> Bool {
        Array(first.unicodeScalars) == Array(second.unicodeScalars)
    }

    static func isLess(_ first: String, _ second: String) -> Bool {
        first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
    }
}

// MARK: - Filters

extension ReferenceEvaluator {
    /// Whether a value satisfies a filter; paths start at the resource that the value stands in.
    static func holds(_ filter: Filter, for value: JSONValue, in resource: JSONValue) -> Bool {
        switch filter {
        case .all(let filters): return filters.allSatisfy { holds($0, for: value, in: resource) }
        case .any(let filters): return filters.contains { holds($0, for: value, in: resource) }
        case .not(let filter): return !holds(filter, for: value, in: resource)
        case .equals(let path, let operands):
            return values(path, in: value).flatMap(leaves).contains { leaf in
                operands.contains { equals(leaf, $0) }
            }
        case .compare(let path, let order, let operand):
            return values(path, in: value).flatMap(leaves).contains { stands($0, order, operand) }
        case .matches(let path, let expression):
            return values(path, in: value).flatMap(leaves).contains { leaf in
                text(leaf).map { expression.matches(partOf: $0) } ?? false
            }
        case .exists(let path): return !values(path, in: value).isEmpty
        case .anyElement(let path, let filter):
            return values(path, in: value).contains { found in
                switch found {
                case .array(let elements): elements.contains { holds(filter, for: $0, in: resource) }
                case .object: holds(filter, for: found, in: resource)
                case .null, .bool, .number, .string: false
                }
            }
        case .path(let path): return !nodes(path, in: resource).isEmpty
        }
    }

    /// What a regular expression is searched in.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    private static func equals(_ found: JSONValue, _ operand: FilterOperand) -> Bool {
        switch (found, operand) {
        case (.null, .null): true
        case (.bool(let found), .bool(let value)): found == value
        case (.bool(let found), .text(let text)): isSame(text, found ? "true" : "false")
        case (.string(let text), .bool(let value)): isSame(text, value ? "true" : "false")
        case (.number(let found), .number(let number)): found == number
        case (.number(let found), .text(let text)): JSONNumber(text) == found
        case (.string(let text), .number(let number)): JSONNumber(text) == number
        case (.string(let found), .text(let text)):
            isSame(found, text) || isSameTime(found, text)
        default: false
        }
    }

    /// Both are dates or date-times, and the operand is the found instant or the day that it lies in.
    private static func isSameTime(_ found: String, _ operand: String) -> Bool {
        guard let found = time(found), let operand = time(operand) else { return false }
        guard operand.isDateOnly else { return found == operand }
        return found.secondsSince1970 >= operand.secondsSince1970
            && found.secondsSince1970 < operand.secondsSince1970 + 86_400
    }

    /// The time that a text stands for; without an offset it is one in UTC.
    private static func time(_ text: String) -> Timestamp? { (try? Timestamp(text)) ?? (try? Timestamp(text + "Z")) }

    private static func stands(_ found: JSONValue, _ order: Filter.Order, _ operand: FilterOperand) -> Bool {
        switch (found, operand) {
        case (.number(let found), .number(let number)): return stands(found, order, number)
        case (.number(let found), .text(let text)):
            return JSONNumber(text).map { stands(found, order, $0) } ?? false
        case (.string(let text), .number(let number)):
            return JSONNumber(text).map { stands($0, order, number) } ?? false
        case (.string(let found), .text(let text)):
            if let found = time(found) { return time(text).map { stands(found, order, $0) } ?? false }
            return switch order {
            case .less: isLess(found, text)
            case .lessOrEqual: !isLess(text, found)
            case .greater: isLess(text, found)
            case .greaterOrEqual: !isLess(found, text)
            }
        default: return false
        }
    }

    private static func stands<Value: Comparable>(_ first: Value, _ order: Filter.Order, _ second: Value) -> Bool {
        switch order {
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
    }

    /// The nodes of a path of names with `[n]` or `[*]` after some of them.
    private static func nodes(_ path: JSONPath, in root: JSONValue) -> [JSONValue] {
        var nodes = [root]
        for step in path.text.split(separator: ".") {
            let parts = step.split(separator: "[")
            nodes = nodes.flatMap { values(FieldPath([String(parts[0])]), in: $0) }
            for part in parts.dropFirst() {
                let selector = String(part.dropLast())
                nodes = nodes.flatMap { node -> [JSONValue] in
                    switch node {
                    case .array(let elements):
                        guard let index = Int(selector) else { return elements }
                        let place = index < 0 ? elements.count + index : index
                        return elements.indices.contains(place) ? [elements[place]] : []
                    case .object(let object): return selector == "*" ? object.members.map(\.value) : []
                    case .null, .bool, .number, .string: return []
                    }
                }
            }
        }
        return nodes
    }
}

// MARK: - Order and selection

extension ReferenceEvaluator {
    /// A value by which resources are sorted; the kinds in their order.
    private enum Rank {
        case bool(Bool)
        case number(JSONNumber)
        case time(Timestamp)
        case text(String)

        init?(_ value: JSONValue) {
            switch value {
            case .bool(let value): self = .bool(value)
            case .number(let number): self = .number(number)
            case .string(let text): self = ReferenceEvaluator.time(text).map(Self.time) ?? .text(text)
            case .null, .array, .object: return nil
            }
        }

        private var kind: Int {
            switch self {
            case .bool: 0
            case .number: 1
            case .time: 2
            case .text: 3
            }
        }

        func isLess(than other: Rank) -> Bool {
            switch (self, other) {
            case (.bool(let first), .bool(let second)): !first && second
            case (.number(let first), .number(let second)): first < second
            case (.time(let first), .time(let second)): first < second
            case (.text(let first), .text(let second)): ReferenceEvaluator.isLess(first, second)
            default: kind < other.kind
            }
        }
    }

    private static func rank(_ document: JSONValue, _ key: ReferenceQuery.Key) -> Rank? {
        let ranks = values(key.path, in: document).flatMap(leaves).compactMap(Rank.init)
        return key.isDescending ? ranks.max { $0.isLess(than: $1) } : ranks.min { $0.isLess(than: $1) }
    }

    private static func precedes(_ first: JSONValue, _ second: JSONValue, _ keys: [ReferenceQuery.Key]) -> Bool {
        for key in keys {
            switch (rank(first, key), rank(second, key)) {
            case (nil, nil): continue
            case (nil, _): return false
            case (_, nil): return true
            case (let first?, let second?):
                if first.isLess(than: second) { return !key.isDescending }
                if second.isLess(than: first) { return key.isDescending }
            }
        }
        return isLess(first["id"]?.stringValue ?? "", second["id"]?.stringValue ?? "")
    }

    /// The resource with the attributes that were asked for, and those that always come.
    private static func selection(_ document: JSONValue, _ fields: [FieldPath]) -> JSONValue {
        let names = (["id", "href", "@type"] as [FieldPath] + fields).map { $0.names[...] }
        return selection(document, names) ?? .object([:])
    }

    private static func selection(_ value: JSONValue, _ paths: [ArraySlice<String>]) -> JSONValue? {
        if paths.contains(where: \.isEmpty) { return value }
        switch value {
        case .array(let elements):
            let kept = elements.compactMap { selection($0, paths) }
            return kept.isEmpty ? nil : .array(kept)
        case .object(let object):
            let kept = object.members.compactMap { member -> JSONObject.Member? in
                let inner = paths.filter { path in path.first.map { isSame($0, member.name) } ?? false }
                guard !inner.isEmpty else { return nil }
                return selection(member.value, inner.map { $0.dropFirst() })
                    .map { JSONObject.Member(name: member.name, value: $0) }
            }
            return kept.isEmpty ? nil : .object(JSONObject(kept))
        case .null, .bool, .number, .string: return nil
        }
    }
}
