import TMFJSON

/// Reads and writes objects whose members all hold values of one type.
struct DictionaryCoding<Element: AttributeValue>: ValueCoding {
    typealias Value = [String: Element]

    let element: AttributeCodec<Element>

    var type: AttributeType { .map(of: element.type) }
    var isLeaf: Bool { false }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.object) else { return nil }
        // If a name is repeated, the last value wins, even over one of another type.
        if token.flag { return read(JSONValue(text, tape, at: index)) }
        var value = Value(minimumCapacity: tape.childCount(of: index))
        let end = tape.end(of: index)
        var name = index + 1
        while name < end {
            guard let member = element.coding.read(text, tape, at: name + 1) else { return nil }
            guard Self.add(member, forName: JSONText.string(tape.token(at: name), in: text), to: &value) else {
                return nil
            }
            name = tape.end(of: name + 1)
        }
        return value
    }

    func read(_ json: JSONValue) -> Value? {
        guard case .object(let object) = json else { return nil }
        var value = Value(minimumCapacity: object.count)
        for member in object {
            guard let read = element.coding.read(member.value) else { return nil }
            guard Self.add(read, forName: member.name, to: &value) else { return nil }
        }
        return value
    }

    /// Adds a member, unless a dictionary takes its name for that of another one, as it does with canonically equivalent texts.
    private static func add(_ member: Element, forName name: String, to value: inout Value) -> Bool {
        value.updateValue(member, forKey: name) == nil
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
        let count = context.findings.count
        context.checkMembers(text, tape, at: index, by: element)
        if context.findings.count == count, read(text, tape, at: index) == nil { addFinding(&context) }
    }
}
