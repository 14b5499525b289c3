/// A value that operations change in place, and the remaining budget of their limits.
///
/// The containers on the way to a change are taken out of each other and put back, so that each has a single owner and
/// none is copied. After a failure the value may be incomplete and must be discarded.
struct PatchEditor {
    typealias Failure = PatchFailure

    private(set) var root: JSONValue
    private let limits: JSONPatch.Limits
    /// The number of nodes that may still be counted.
    var budget: Int

    init(_ value: JSONValue, limits: JSONPatch.Limits) {
        root = value
        self.limits = limits
        budget = limits.nodes
    }

    // MARK: - Limits

    mutating func spend(_ count: Int) throws(Failure) {
        guard count <= budget else { throw Failure(.limitExceeded) }
        budget -= count
    }

    /// Counts the values in a value at a given depth, stopping when a limit is reached.
    mutating func count(_ value: JSONValue, depth: Int = 0) throws(Failure) {
        switch value {
        case .null, .bool: try spend(1)
        // Comparing numbers takes longer than copying texts.
        case .number(let number): try spend(1 + number.text.utf8.count / 16)
        case .string(let text): try spend(1 + text.utf8.count / 64)
        case .array(let elements):
            guard depth < limits.depth else { throw Failure(.limitExceeded) }
            try spend(1)
            for element in elements { try count(element, depth: depth + 1) }
        case .object(let object):
            guard depth < limits.depth else { throw Failure(.limitExceeded) }
            try spend(1)
            for member in object {
                try spend(member.name.utf8.count / 64)
                try count(member.value, depth: depth + 1)
            }
        }
    }

    // MARK: - Places

    /// Returns whether a token has the form of an array index, or is the `-` after the end (RFC 6901 section 4).
    static func isIndex(_ token: String) -> Bool {
        token == "-" || token == "0"
            || (token.utf8.first != UInt8(ascii: "0") && !token.isEmpty && token.utf8.allSatisfy(\.isDigit))
    }

    private static func position(of token: String, in container: JSONValue) throws(Failure) -> Int {
        switch container {
        case .object(let object):
            guard let position = object.position(of: token) else { throw Failure(.notFound) }
            return position
        case .array(let elements):
            guard let position = JSONPointer.position(token), position < elements.count else {
                throw Failure(isIndex(token) ? .notFound : .invalidIndex)
            }
            return position
        case .null, .bool, .number, .string: throw Failure(.notFound)
        }
    }

    func value(at tokens: [String]) throws(Failure) -> JSONValue {
        var value = root
        for token in tokens {
            let position = try Self.position(of: token, in: value)
            value = value.child(at: position)
        }
        return value
    }

    /// Changes the value at a location.
    private mutating func edit<Result>(
        _ tokens: some Sequence<String>, _ body: (inout JSONValue) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var parents: [(container: JSONValue, position: Int)] = []
        var current = JSONValue.null
        swap(&current, &root)
        for token in tokens {
            let position = try Self.position(of: token, in: current)
            var child = JSONValue.null
            current.exchangeChild(at: position, with: &child)
            parents.append((current, position))
            current = child
        }
        let result = try body(&current)
        while var parent = parents.popLast() {
            parent.container.exchangeChild(at: parent.position, with: &current)
            current = parent.container
        }
        root = current
        return result
    }

    // MARK: - Changes

    /// Adds a value as RFC 6902 section 4.1 describes.
    mutating func add(_ value: JSONValue, at tokens: [String], counts: Bool = true) throws(Failure) {
        if counts { try count(value, depth: tokens.count) }
        guard let last = tokens.last else {
            root = value
            return
        }
        let moved = try edit(tokens.dropLast()) { (parent) throws(Failure) -> Int in
            switch parent {
            case .object(var object):
                parent = .null
                object.updateValue(value, forName: last)
                parent = .object(object)
                return 0
            case .array(var elements):
                parent = .null
                let position = JSONText.equal(last, "-") ? elements.count : JSONPointer.position(last)
                guard let position, position <= elements.count else { throw Failure(.invalidIndex) }
                elements.insert(value, at: position)
                parent = .array(elements)
                return elements.count - position
            case .null, .bool, .number, .string: throw Failure(.notFound)
            }
        }
        try spend(moved / 32)
    }

    /// Removes the value at a location and returns it.
    mutating func remove(at tokens: [String]) throws(Failure) -> JSONValue {
        guard let last = tokens.last else { throw Failure(.rootRemoved) }
        let (removed, moved) = try edit(tokens.dropLast()) { (parent) throws(Failure) -> (JSONValue, Int) in
            let position = try Self.position(of: last, in: parent)
            switch parent {
            case .object(var object):
                parent = .null
                let removed = object.removeValue(forName: last)
                parent = .object(object)
                return (removed ?? .null, object.count)
            case .array(var elements):
                parent = .null
                let removed = elements.remove(at: position)
                parent = .array(elements)
                return (removed, elements.count - position)
            case .null, .bool, .number, .string: throw Failure(.notFound)
            }
        }
        try spend(moved / 32)
        return removed
    }

    /// Removes several values of one container, in one pass.
    mutating func remove(_ names: Set<PathName>, of tokens: [String]) throws(Failure) {
        let count = try edit(tokens) { (parent) throws(Failure) -> Int in
            switch parent {
            case .object(var object):
                parent = .null
                object.removeAll { names.contains(PathName($0.name)) }
                parent = .object(object)
                return object.count
            case .array(let elements):
                let positions = Set(names.compactMap { JSONPointer.position($0.text) })
                let kept = elements.indices.filter { !positions.contains($0) }.map { elements[$0] }
                parent = .array(kept)
                return elements.count
            case .null, .bool, .number, .string: throw Failure(.notFound)
            }
        }
        try spend(count / 32)
    }

    /// Replaces an existing value.
    mutating func replace(at tokens: [String], with value: JSONValue) throws(Failure) {
        try count(value, depth: tokens.count)
        try edit(tokens) { $0 = value }
    }

    /// Adds a value to an existing one, as TMF630 part 5 describes: to an array as an element, and to an object member
    /// by member.
    mutating func extend(at tokens: [String], with value: JSONValue) throws(Failure) {
        try count(value, depth: tokens.count)
        let isAppended = try edit(tokens) { (target) throws(Failure) -> Bool in
            switch target {
            case .array(var elements):
                target = .null
                if case .array(let added) = value { elements += added } else { elements.append(value) }
                target = .array(elements)
                return value.kind != .array
            case .object(var object):
                target = .null
                if case .object(let added) = value {
                    for member in added { object.updateValue(member.value, forName: member.name) }
                    target = .object(object)
                } else {
                    target = value
                }
            case .null, .bool, .number, .string: target = value
            }
            return false
        }
        // An element is one level deeper than the value it was counted as.
        if isAppended { try count(value, depth: tokens.count + 1) }
    }
}

extension JSONValue {
    /// Returns the value at a valid position of an array or an object.
    fileprivate func child(at position: Int) -> JSONValue {
        switch self {
        case .array(let elements): elements[position]
        case .object(let object): object[position].value
        case .null, .bool, .number, .string: .null
        }
    }

    /// Exchanges the value at a position of an array or an object with another value.
    mutating func exchangeChild(at position: Int, with value: inout JSONValue) {
        switch self {
        case .array(var elements):
            self = .null
            swap(&elements[position], &value)
            self = .array(elements)
        case .object(var object):
            self = .null
            object.exchangeValue(at: position, with: &value)
            self = .object(object)
        case .null, .bool, .number, .string: break
        }
    }
}
