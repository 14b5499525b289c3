import TMFJSON

extension ValidationContext {
    /// Adds a finding for each member of the object at an index that is not an attribute, unless such members are
    /// allowed.
    mutating func checkUnknown(at index: Int, by table: AttributeTable) {
        guard !table.model.hasOpenContent else { return }
        let typeName = table.model.typeName
        let object = JSONElement(document: document, index: index)
        if let type = object["@type"]?.stringValue, !JSONText.equal(type, typeName) { return }
        var seen = JSONObject()
        for member in object.members {
            let name = member.name
            guard table.names.position(of: name) == nil, !Self.commonNames.contains(name),
                seen.updateValue(.null, forName: name) == nil
            else { continue }
            guard !isFull else { return }
            let message = "\(typeName) has no attribute with this name"
            add(Finding(.unknownAttribute, at: pointer.appending(name), message))
        }
    }

    /// The members with which any object can state its type.
    private static let commonNames: Set<String> = ["@type", "@baseType", "@schemaLocation"]

    /// Adds a finding for each repeated name in the value at an index, at any depth.
    mutating func checkRepeatedNames(_ tape: Span<UInt64>, at index: Int) {
        for inner in index..<tape.end(of: index) {
            let token = tape.token(at: inner)
            if token.isKind(JSONToken.Code.object), token.flag { return addRepeatedNames(tape, at: index) }
        }
    }

    private mutating func addRepeatedNames(_ tape: Span<UInt64>, at index: Int) {
        let token = tape.token(at: index)
        let end = tape.end(of: index)
        var child = index + 1
        var ordinal = 0
        var seen = JSONObject()
        while child < end, !isFull {
            var value = child
            if token.isKind(JSONToken.Code.object) {
                value += 1
                place.append(child)
                if token.flag, seen.updateValue(.null, forName: document.string(at: child)) != nil {
                    add(Finding(.repeatedName, at: pointer, "An earlier member of the object has the same name"))
                }
            } else {
                place.append(~ordinal)
                ordinal += 1
            }
            if tape.token(at: value).span > 1 { addRepeatedNames(tape, at: value) }
            place.removeLast()
            child = tape.end(of: value)
        }
    }
}
