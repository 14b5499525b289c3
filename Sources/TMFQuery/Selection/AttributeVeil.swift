package import TMFJSON

/// The hidden parts of a resource, whose values survive changes to the visible part.
package struct AttributeVeil {
    /// The hidden parts of a value.
    package indirect enum Part {
        /// The entire value.
        case whole
        /// Parts of these members.
        case members([PathName: Part])
        /// Parts of these elements.
        case elements([Int: Part])
    }

    package let resource: JSONDocument
    package let part: Part?

    /// - Parameters:
    ///   - resource: The resource.
    ///   - hidden: The indexes of the hidden values on the tape of the resource.
    init(_ resource: JSONDocument, hidden: Set<Int>) {
        self.resource = resource
        part = hidden.isEmpty ? nil : Self.part(of: resource.root, hidden)
    }

    /// A Boolean value that indicates whether nothing is hidden.
    package var isEmpty: Bool { part == nil }

    private static func part(of element: JSONElement, _ hidden: Set<Int>) -> Part? {
        if hidden.contains(element.index) { return .whole }
        switch element.kind {
        case .object:
            var members: [PathName: Part] = [:]
            for member in element.members {
                if let part = part(of: member.value, hidden) { members[PathName(member.name)] = part }
            }
            return members.isEmpty ? nil : .members(members)
        case .array:
            var elements: [Int: Part] = [:]
            for (position, element) in element.elements.enumerated() {
                if let part = part(of: element, hidden) { elements[position] = part }
            }
            return elements.isEmpty ? nil : .elements(elements)
        case .null, .bool, .number, .string: return nil
        }
    }

    // MARK: - What is seen

    /// The resource without its hidden parts.
    package var visible: JSONObject { Self.visible(JSONValue(resource), part)?.objectValue ?? JSONObject() }

    package static func visible(_ value: JSONValue, _ part: Part?) -> JSONValue? {
        switch (value, part) {
        case (_, nil): return value
        case (.object(var object), .members(let parts)):
            for (name, part) in parts { object[name.text] = object[name.text].flatMap { visible($0, part) } }
            return .object(object)
        case (.array(let elements), .elements(let parts)):
            return .array(elements.enumerated().compactMap { visible($1, parts[$0]) })
        default: return nil
        }
    }
}
