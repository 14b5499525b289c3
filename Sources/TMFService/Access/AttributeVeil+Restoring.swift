import TMFJSON
import TMFQuery

extension AttributeVeil {
    /// Returns the resource with the changes to its visible part and with its hidden parts.
    ///
    /// Objects keep their hidden members. Arrays keep their hidden elements at their positions, as far as they are long
    /// enough.
    ///
    /// - Parameter after: The visible part of the resource after the changes.
    /// - Returns: The resource.
    /// - Throws: ``ServiceError`` with 403 if a hidden part would be lost because the value that contains it is gone.
    func restored(_ after: JSONObject) throws(ServiceError) -> JSONObject {
        var result = JSONValue(resource).objectValue ?? JSONObject()
        guard case .members(let parts) = part else { return after }
        let whole = result
        result.removeAll { parts[PathName($0.name)] == nil && after[$0.name] == nil }
        for member in after where parts[PathName(member.name)] == nil { result[member.name] = member.value }
        for (name, part) in parts {
            guard let value = whole[name.text] else { continue }
            guard let kept = Self.restored(value, hiding: part, changedTo: after[name.text]) else {
                throw ServiceError(
                    .accessDenied, "'\(name.text)' contains values that you cannot see, so you cannot remove it.")
            }
            result[name.text] = kept
        }
        return result
    }

    /// Returns a value with its hidden parts and the changes to its visible part, or `nil` if a hidden part would be
    /// lost or another value would take its place.
    private static func restored(_ whole: JSONValue, hiding part: Part?, changedTo after: JSONValue?) -> JSONValue? {
        switch (whole, part) {
        case (_, nil): return after
        case (_, .whole):
            guard after == nil else { return nil }
            return whole
        case (.object(let object), .members(let parts)):
            guard case .object(var result) = after ?? [:] else { return nil }
            for (name, part) in parts {
                guard let value = object[name.text] else { continue }
                guard let kept = restored(value, hiding: part, changedTo: result[name.text]) else { return nil }
                result[name.text] = kept
            }
            return .object(result)
        case (.array(let elements), .elements(let parts)):
            guard case .array(let changed) = after ?? [] else { return nil }
            return restored(elements, hiding: parts, changedTo: changed).map { .array($0) }
        default: return nil
        }
    }

    private static func restored(
        _ elements: [JSONValue], hiding parts: [Int: Part], changedTo after: [JSONValue]
    ) -> [JSONValue]? {
        var seen: [(position: Int, value: JSONValue)] = []
        for (position, element) in elements.enumerated() {
            if let value = visible(element, parts[position]) { seen.append((position, value)) }
        }
        var result: [JSONValue] = []
        var kept: Set<Int> = []
        var next = 0
        for (place, element) in after.enumerated() {
            // An element corresponds to an equal visible one or, if their number is unchanged, to the one at its
            // position.
            var match = seen[next...].firstIndex { $0.value == element }
            if match == nil, after.count == seen.count, place >= next { match = place }
            guard let match else {
                result.append(element)
                continue
            }
            next = match + 1
            let position = seen[match].position
            guard let value = restored(elements[position], hiding: parts[position], changedTo: element) else {
                return nil
            }
            kept.insert(position)
            result.append(value)
        }
        for position in elements.indices {
            guard let part = parts[position] else { continue }
            if case .whole = part {
                result.insert(elements[position], at: min(position, result.count))
            } else if !kept.contains(position) {
                return nil
            }
        }
        return result
    }
}
