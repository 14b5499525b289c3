import TMFJSON

/// Reads and writes objects whose members all hold values of one type.
struct DictionaryCoding<Element: AttributeValue>: ValueCoding {
    typealias Value = [String: Element]

    let element: AttributeCodec<Element>

    var type: AttributeType { .map(of: element.type) }
    var isLeaf: Bool { false }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? {
        guard tape.token(at: index).isKind(JSONToken.Code.object) else { return nil }
        var value = Value(minimumCapacity: tape.childCount(of: index))
        let end = tape.end(of: index)
        var name = index + 1
        while name < end {
            guard let member = element.coding.read(text, tape, at: name + 1) else { return nil }
            value[JSONText.string(tape.token(at: name), in: text)] = member
            name = tape.end(of: name + 1)
        }
        return value
    }

    func read(_ json: JSONValue) -> Value? {
        guard case .object(let object) = json else { return nil }
        var value = Value(minimumCapacity: object.count)
        for member in object {
            guard let read = element.coding.read(member.value) else { return nil }
            value[member.name] = read
        }
        return value
    }

    /// Returns the members in the order of their names, so that equal values have the same text.
    func json(_ value: Value) -> JSONValue {
        var object = JSONObject()
        for (name, member) in value.sorted(by: { $0.key < $1.key }) {
            object.appendUnchecked(element.coding.json(member), forName: name)
        }
        return .object(object)
    }

    func member(named name: String) -> (any AttributeValue.Type)? { Element.self }

    func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext) {
        context.checkMembers(text, tape, at: index, by: element)
    }
}
