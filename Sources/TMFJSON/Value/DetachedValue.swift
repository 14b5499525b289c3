/// A value taken out of the containers around it, so that it has one owner while it is changed.
struct DetachedValue {
    /// The value, or `nil` if the pointer leads nowhere.
    var value: JSONValue?

    /// The containers from the outermost to the innermost, each with the position of the next one in it.
    private var containers: [(container: JSONValue, position: Int)] = []
    /// The container that does not have the last tokens, and the token to add to it, if it can be added.
    private var end: (container: JSONValue, token: String?)?

    /// Takes the value at a pointer out of a root, which is `null` until the value is put back.
    init(at pointer: JSONPointer, of root: inout JSONValue) {
        var current = root.takeValue()
        for (depth, token) in pointer.tokens.enumerated() {
            guard let position = Self.position(of: token, in: current) else {
                end = (current, depth == pointer.tokens.count - 1 ? token : nil)
                return
            }
            var child = JSONValue.null
            current.exchangeChild(at: position, with: &child)
            containers.append((current, position))
            current = child
        }
        value = current
    }

    /// Returns the root with the value put back, or removed if it is `nil`.
    mutating func reattached() -> JSONValue {
        var current: JSONValue
        if var end = end.take() {
            if let token = end.token, let value { end.container.add(value, at: token) }
            current = end.container
        } else if let value {
            current = value
        } else {
            guard var last = containers.popLast() else { return .null }
            last.container.removeChild(at: last.position)
            current = last.container
        }
        while var last = containers.popLast() {
            last.container.exchangeChild(at: last.position, with: &current)
            current = last.container
        }
        return current
    }

    private static func position(of token: String, in container: JSONValue) -> Int? {
        switch container {
        case .object(let object): object.position(of: token)
        case .array(let elements): JSONPointer.position(token).flatMap { $0 < elements.count ? $0 : nil }
        case .null, .bool, .number, .string: nil
        }
    }
}

extension JSONValue {
    /// Adds a member, or an element after the last, if the token says so.
    fileprivate mutating func add(_ value: JSONValue, at token: String) {
        switch self {
        case .object(var object):
            self = .null
            object.appendUnchecked(value, forName: token)
            self = .object(object)
        case .array(var elements):
            guard JSONText.equal(token, "-") || JSONPointer.position(token) == elements.count else { return }
            self = .null
            elements.append(value)
            self = .array(elements)
        case .null, .bool, .number, .string: break
        }
    }

    fileprivate mutating func removeChild(at position: Int) {
        switch self {
        case .object(var object):
            self = .null
            object.removeValue(forName: object[position].name)
            self = .object(object)
        case .array(var elements):
            self = .null
            elements.remove(at: position)
            self = .array(elements)
        case .null, .bool, .number, .string: break
        }
    }
}
