/// The members of a JSON object, in order.
///
/// Finding a name takes constant time in wide objects and a few comparisons in narrow ones. Names are compared code
/// point by code point (RFC 8259 section 8.3), and each name occurs once.
public struct JSONObject: Sendable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public var value: JSONValue

        /// Creates a member.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - value: The value.
        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }

        /// Returns whether two members have the same name, code point by code point, and the same value.
        public static func == (first: Self, second: Self) -> Bool {
            JSONText.equal(first.name, second.name) && first.value == second.value
        }

        /// Hashes the name and the value.
        public func hash(into hasher: inout Hasher) {
            JSONText.hash(name, into: &hasher)
            hasher.combine(value)
        }
    }

    /// The number of members up to which names are compared one by one.
    private static let scanned = 24

    private var storage: [Member] = []
    private var index: JSONNameIndex?

    /// Creates an empty object.
    public init() {}

    /// Creates an empty object with room for members.
    ///
    /// - Parameter minimumCapacity: The number of members to make room for.
    public init(minimumCapacity: Int) {
        storage.reserveCapacity(minimumCapacity)
    }

    /// Creates an object from members; if a name is repeated, the last value wins and keeps the position of the first.
    ///
    /// - Parameter members: The members.
    public init(_ members: some Sequence<Member>) {
        for member in members { updateValue(member.value, forName: member.name) }
    }

    /// The members in order.
    public var members: [Member] { storage }

    /// The names in order.
    public var names: [String] { storage.map(\.name) }

    /// The value of the member with a name, or `nil` if no member has the name.
    ///
    /// Setting a value keeps the member's position, or adds the member at the end; setting `nil` removes it. To store a
    /// `null`, assign ``JSONValue/null``.
    ///
    /// - Parameter name: The name.
    public subscript(name: String) -> JSONValue? {
        get {
            position(of: name).map { storage[$0].value }
        }
        set {
            if let newValue {
                updateValue(newValue, forName: name)
            } else {
                removeValue(forName: name)
            }
        }
        _modify {
            // The value is taken out, so that it has one owner and is not copied when it is changed.
            let position = position(of: name)
            var value = position.map { storage[$0].value.takeValue() }
            defer {
                if let position, let value {
                    storage[position].value = value
                } else {
                    self[name] = value
                }
            }
            yield &value
        }
    }

    /// Sets the value of a member, which keeps its position or is added at the end.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - name: The name.
    /// - Returns: The previous value, or `nil` if the member was added.
    @discardableResult
    public mutating func updateValue(_ value: JSONValue, forName name: String) -> JSONValue? {
        if let position = position(of: name) {
            let old = storage[position].value
            storage[position].value = value
            return old
        }
        appendUnchecked(value, forName: name)
        return nil
    }

    /// Removes a member, in time proportional to the number of members.
    ///
    /// To remove several members, use ``removeAll(where:)``, which takes the same time for all of them.
    ///
    /// - Parameter name: The name.
    /// - Returns: The removed value, or `nil` if no member had the name.
    @discardableResult
    public mutating func removeValue(forName name: String) -> JSONValue? {
        guard let position = position(of: name) else { return nil }
        index?.remove(at: position) { storage[$0].name }
        return storage.remove(at: position).value
    }

    /// Removes all members that satisfy a condition, in one pass.
    ///
    /// - Parameter isRemoved: A closure that returns whether to remove a member.
    public mutating func removeAll(where isRemoved: (Member) throws -> Bool) rethrows {
        let kept = try storage.filter { try !isRemoved($0) }
        guard kept.count < storage.count else { return }
        storage = []
        index = nil
        storage.reserveCapacity(kept.count)
        for member in kept { appendUnchecked(member.value, forName: member.name) }
    }

    /// Returns the position of the member with a name, or `nil` if no member has the name.
    ///
    /// - Parameter name: The name.
    /// - Returns: The position, or `nil`.
    public func position(of name: String) -> Int? {
        if let index { return index.position(of: name) { storage[$0].name } }
        return storage.firstIndex { JSONText.equal($0.name, name) }
    }

    /// Exchanges the value of the member at a position with another value, copying neither.
    package mutating func exchangeValue(at position: Int, with value: inout JSONValue) {
        swap(&storage[position].value, &value)
    }

    /// Adds a member whose name must not exist yet.
    package mutating func appendUnchecked(_ value: consuming JSONValue, forName name: consuming String) {
        storage.append(Member(name: name, value: value))
        if storage.count > Self.scanned || index != nil { indexLast() }
    }

    /// Adds the last member to the index, which is created when first needed.
    private mutating func indexLast() {
        if index != nil {
            let last = storage.count - 1
            index?.append(storage[last].name, at: last) { storage[$0].name }
            return
        }
        var index = JSONNameIndex(minimumCapacity: Swift.max(storage.capacity, storage.count))
        for (position, member) in storage.enumerated() {
            index.append(member.name, at: position) { storage[$0].name }
        }
        self.index = index
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { 0 }

    /// The position after the last member.
    public var endIndex: Int { storage.count }

    /// The member at a position.
    ///
    /// - Parameter position: A position below ``endIndex``.
    public subscript(position: Int) -> Member { storage[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object; if a name is repeated, the last value wins.
    ///
    /// - Parameter members: The members.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self.init(members.lazy.map { Member(name: $0, value: $1) })
    }
}

extension JSONObject: Hashable {
    /// Returns whether two objects have the same members, regardless of their order.
    public static func == (first: Self, second: Self) -> Bool {
        guard first.count == second.count else { return false }
        for (position, member) in first.storage.enumerated() {
            // Most equal objects have the same order, so the same position is tried first.
            if JSONText.equal(second.storage[position].name, member.name) {
                guard second.storage[position].value == member.value else { return false }
            } else {
                guard let other = second.position(of: member.name), second.storage[other].value == member.value else {
                    return false
                }
            }
        }
        return true
    }

    /// Hashes the members, regardless of their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        var combined = 0
        for member in storage {
            var inner = Hasher()
            inner.combine(member)
            combined ^= inner.finalize()
        }
        hasher.combine(combined)
    }
}

extension JSONObject: CustomStringConvertible {
    /// The object as compact JSON text.
    public var description: String { JSONValue.object(self).description }
}
