import TMFJSON

/// Patch queries with selectors of the form `a.b=text`, written by listing every place of a value.
///
/// A place is chosen for its names; a selector holds for it if some place has the names and the value that the selector
/// asks for, and lies in the same elements of the arrays that both run through.
struct NaivePatchQuery {
    enum Step: Hashable {
        case name(String)
        case index(Int)
    }

    var names: [String]
    var selectors: [(names: [String], value: String)]

    /// The places to change, or none.
    func places(in value: JSONValue) -> Set<[Step]> {
        var all: [(place: [Step], value: JSONValue)] = []
        Self.list(value, [], into: &all)
        let choosesElements = selectors.contains { shared($0.names) == names.count }
        let chosen = all.filter { item in
            guard Self.names(item.place) == names else { return false }
            if choosesElements {
                if case .array = item.value { return false }
            } else if case .index? = item.place.last {
                return false
            }
            return selectors.allSatisfy { selector in
                let count = shared(selector.names)
                return all.contains { other in
                    Self.names(other.place) == selector.names && Self.text(other.value) == selector.value
                        && Self.elements(of: other.place, count) == Self.elements(of: item.place, count)
                }
            }
        }
        return Set(chosen.map(\.place))
    }

    /// Rebuilds a value with something else at some places.
    static func rebuilt(
        _ value: JSONValue, _ places: Set<[Step]>, by new: JSONValue?, at place: [Step] = []
    ) -> JSONValue? {
        if places.contains(place) { return new }
        switch value {
        case .array(let elements):
            return .array(
                elements.enumerated().compactMap {
                    rebuilt($0.element, places, by: new, at: place + [.index($0.offset)])
                })
        case .object(let object):
            return .object(
                JSONObject(
                    object.compactMap { member in
                        rebuilt(member.value, places, by: new, at: place + [.name(member.name)])
                            .map { JSONObject.Member(name: member.name, value: $0) }
                    }))
        default: return value
        }
    }

    private func shared(_ other: [String]) -> Int { zip(names, other).prefix { $0 == $1 }.count }

    private static func list(_ value: JSONValue, _ place: [Step], into all: inout [(place: [Step], value: JSONValue)]) {
        all.append((place, value))
        switch value {
        case .array(let elements):
            for (index, element) in elements.enumerated() { list(element, place + [.index(index)], into: &all) }
        case .object(let object):
            for member in object { list(member.value, place + [.name(member.name)], into: &all) }
        default: break
        }
    }

    private static func names(_ place: [Step]) -> [String] {
        place.compactMap { step in
            if case .name(let name) = step { name } else { nil }
        }
    }

    /// The part of a place up to a number of names, with the elements after the last of them.
    private static func elements(of place: [Step], _ count: Int) -> [Step] {
        var left = count
        return place.prefix { step in
            guard case .name = step else { return true }
            left -= 1
            return left >= 0
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        default: nil
        }
    }
}
