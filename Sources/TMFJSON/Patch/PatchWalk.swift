/// A walk along the pointer of a patch query, through all elements of the arrays on its way that its selectors accept.
struct PatchWalk {
    typealias Failure = PatchFailure

    private struct Condition {
        /// The names that lead from a value on the way to the compared value.
        var names: ArraySlice<String>
        var selector: PatchSelector
    }

    private let tokens: [String]
    /// For each token, whether it is a position.
    ///
    /// Tokens may be long, and are examined for every array on the way.
    private let isIndex: [Bool]
    private let selectors: [PatchSelector]
    /// The conditions that must hold at each step of the way, including the start.
    private var conditions: [[Condition]]
    /// A Boolean value that indicates whether the walk also finds missing members of existing objects.
    private let findsMissing: Bool
    private(set) var budget: Int
    private(set) var found: [PatchPlace] = []
    /// The current location of the walk.
    private var place: [String] = []

    init(_ pointer: JSONPointer, _ selectors: [PatchSelector], findsMissing: Bool, budget: Int) {
        tokens = pointer.tokens
        isIndex = tokens.map(PatchEditor.isIndex)
        self.selectors = selectors
        self.findsMissing = findsMissing
        self.budget = budget
        conditions = Array(repeating: [], count: tokens.count + 1)
    }

    /// Walks through a value.
    mutating func run(in root: JSONValue) throws(Failure) {
        for selector in selectors {
            var names = selector.names.tokens
            if selector.isRelative {
                guard let first = names.first, let start = try nearestArray(of: first, in: root, 0) else { return }
                names = tokens.prefix(start) + names
            }
            let shared = zip(tokens, names).prefix { JSONText.equal($0, $1) }.count
            conditions[shared].append(Condition(names: names[shared...], selector: selector))
        }
        try walk(root, 0)
    }

    private mutating func spend(_ count: Int = 1) throws(Failure) {
        guard budget >= count else { throw Failure(.limitExceeded) }
        budget -= count
    }

    /// Returns the number of tokens that lead to the innermost array of which some element has a member with a given
    /// name.
    private mutating func nearestArray(
        of name: String, in value: JSONValue, _ count: Int
    ) throws(Failure) -> Int? {
        try spend()
        var nearest: Int?
        switch value {
        case .object(let object):
            guard count < tokens.count, let child = object[tokens[count]] else { return nil }
            return try nearestArray(of: name, in: child, count + 1)
        case .array(let elements):
            if count < tokens.count, isIndex[count] {
                if let child = JSONPointer.position(tokens[count]).flatMap({ value[$0] }) {
                    nearest = try nearestArray(of: name, in: child, count + 1)
                }
                try spend(elements.count)
                return nearest ?? (elements.contains { $0.objectValue?[name] != nil } ? count : nil)
            }
            for element in elements {
                if element.objectValue?.position(of: name) != nil { nearest = max(nearest ?? 0, count) }
                if let inner = try nearestArray(of: name, in: element, count) { nearest = max(nearest ?? 0, inner) }
            }
            return nearest
        case .null, .bool, .number, .string: return nil
        }
    }

    /// Continues from the value after a number of tokens.
    private mutating func walk(_ value: JSONValue, _ count: Int) throws(Failure) {
        try spend()
        guard case .array(let elements) = value else {
            if try holds(count, value) { try step(from: value, count) }
            return
        }
        if count == tokens.count, conditions[count].isEmpty {
            try find(exists: true)
        } else if count < tokens.count, isIndex[count] {
            guard let child = JSONPointer.position(tokens[count]).flatMap({ value[$0] }), try holds(count, child)
            else { return }
            try enter(child, tokens[count], count + 1)
        } else {
            for (position, element) in elements.enumerated() { try enter(element, String(position), count) }
        }
    }

    /// Takes the next step from a value that is not an array.
    private mutating func step(from value: JSONValue, _ count: Int) throws(Failure) {
        guard count < tokens.count else { return try find(exists: true) }
        guard case .object(let object) = value else { return }
        if let child = object[tokens[count]] {
            try enter(child, tokens[count], count + 1)
        } else if findsMissing, count + 1 == tokens.count, conditions[count + 1].isEmpty {
            place.append(tokens[count])
            try find(exists: false)
            place.removeLast()
        }
    }

    private mutating func enter(_ child: JSONValue, _ token: String, _ count: Int) throws(Failure) {
        place.append(token)
        try walk(child, count)
        place.removeLast()
    }

    /// Records the location, which needs as much memory as it has steps.
    private mutating func find(exists: Bool) throws(Failure) {
        try spend(place.count)
        found.append(PatchPlace(tokens: place, exists: exists))
    }

    private mutating func holds(_ count: Int, _ value: JSONValue) throws(Failure) -> Bool {
        for condition in conditions[count] {
            guard try isMet(condition.selector, condition.names, by: value) else { return false }
        }
        return true
    }

    /// Returns whether one of the values that names lead to equals that of a selector.
    private mutating func isMet(
        _ selector: PatchSelector, _ names: ArraySlice<String>, by value: JSONValue
    ) throws(Failure) -> Bool {
        try spend()
        switch value {
        case .array(let elements):
            for element in elements {
                if try isMet(selector, names, by: element) { return true }
            }
            return false
        case .object(let object):
            guard let name = names.first, let child = object[name] else { return false }
            return try isMet(selector, names.dropFirst(), by: child)
        case .null, .bool, .number, .string:
            guard names.isEmpty else { return false }
            try spend(selector.cost(of: value))
            return selector.equals(value)
        }
    }
}

/// A location that an operation of a patch query applies to.
struct PatchPlace {
    var tokens: [String]
    /// A Boolean value that indicates whether a value exists, rather than only an object to add one to.
    var exists: Bool
}
