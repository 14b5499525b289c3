public import TMFJSON

extension ResourceQuery {
    /// Returns whether a resource satisfies all filters.
    ///
    /// - Parameter document: The resource.
    /// - Returns: `true` if it does; always, if there is no filter.
    public func matches(_ document: JSONDocument) -> Bool {
        filters.allSatisfy { $0.matches(document.root) }
    }
}

extension EqualityFilter {
    /// Returns whether an object satisfies the filter.
    ///
    /// - Parameter resource: The object.
    /// - Returns: `true` if the attribute equals one of the values; `false` also if the object does not have it.
    public func matches(_ resource: JSONElement) -> Bool {
        guard let attribute = resource[name] else { return false }
        guard attribute.kind == .array else { return equals(attribute) }
        return attribute.elements.contains(where: equals)
    }

    private func equals(_ element: JSONElement) -> Bool {
        switch element.kind {
        case .string: return values.contains { element.isString($0) }
        case .bool: return values.contains(element.boolValue == true ? "true" : "false")
        case .number:
            guard let number = element.numberValue else { return false }
            return values.contains { JSONNumber($0) == number }
        case .null, .array, .object: return false
        }
    }
}

extension FieldSelection {
    /// Writes the selected attributes of a resource from its own text.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - writer: Where to write.
    public func write(_ document: JSONDocument, to writer: inout JSONWriter) {
        guard document.root.kind == .object else { return writer.write(document.root) }
        writer.beginObject()
        for member in document.root.members {
            let name = member.name
            guard contains(name) else { continue }
            writer.writeName(name)
            writer.write(member.value)
        }
        writer.endObject()
    }
}
