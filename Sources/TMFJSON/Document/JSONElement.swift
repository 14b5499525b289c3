/// A value in a ``JSONDocument``.
///
/// An element is a position in its document, not a copy. Creating one costs two reference counts and allocates nothing.
public struct JSONElement: Sendable {
    /// The document that contains the value.
    public let document: JSONDocument

    package let index: Int

    package init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    /// The kind of the value.
    public var kind: JSONKind { document.token(at: index).kind }

    /// A Boolean value that indicates whether the value is an object that repeats a name; nested objects don't count.
    package var hasRepeatedNames: Bool {
        let token = document.token(at: index)
        return token.kind == .object && token.flag
    }

    /// A Boolean value that indicates whether the value is `null`.
    public var isNull: Bool { kind == .null }

    /// The Boolean, or `nil` if the value is of another kind.
    public var boolValue: Bool? {
        let token = document.token(at: index)
        return token.kind == .bool ? token.flag : nil
    }

    /// The number, or `nil` if the value is of another kind.
    public var numberValue: JSONNumber? { kind == .number ? document.number(at: index) : nil }

    /// The string with its escapes resolved, or `nil` if the value is of another kind.
    public var stringValue: String? { kind == .string ? document.string(at: index) : nil }

    /// Returns whether the value is a string with exactly the given code points, without building a string.
    ///
    /// - Parameter text: The string to compare with.
    /// - Returns: `true` if the strings are the same; `false` if they differ or the value is of another kind.
    public func isString(_ text: String) -> Bool {
        kind == .string && document.isName(text, at: index)
    }

    /// The bytes of the value's text in the document, from its first to its last.
    public var bytes: ArraySlice<UInt8> { document.bytes[document.byteRange(at: index)] }

    /// The number of elements or members, counting repeated names; 0 for other kinds.
    public var count: Int {
        switch kind {
        case .array: elements.reduce(into: 0) { count, _ in count += 1 }
        case .object: members.reduce(into: 0) { count, _ in count += 1 }
        case .null, .bool, .number, .string: 0
        }
    }

    /// The value of the last member with a name, or `nil` if no member has it or the value is not an object.
    ///
    /// - Parameter name: The name, compared code point by code point.
    public subscript(name: String) -> JSONElement? {
        guard kind == .object, let found = document.value(named: name, in: index) else { return nil }
        return JSONElement(document: document, index: found)
    }

    /// The element at a position, or `nil` if the position is out of range or the value is not an array.
    ///
    /// - Parameter position: The position, from 0. Access takes time proportional to the position.
    public subscript(position: Int) -> JSONElement? {
        guard kind == .array, position >= 0 else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }

    /// The elements of an array, in order; empty for other kinds.
    public var elements: Elements { Elements(self) }

    /// The members of an object, in order and including repeated names; empty for other kinds.
    public var members: Members { Members(self) }

    /// The elements of an array.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        private let document: JSONDocument
        private var upcoming: Int
        private let end: Int

        init(_ element: JSONElement) {
            document = element.document
            upcoming = element.index + 1
            end = element.kind == .array ? document.end(of: element.index) : upcoming
        }

        /// Advances to the next element and returns it, or returns `nil` after the last one.
        public mutating func next() -> JSONElement? {
            guard upcoming < end else { return nil }
            defer { upcoming = document.end(of: upcoming) }
            return JSONElement(document: document, index: upcoming)
        }
    }

    /// The members of an object.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        private let document: JSONDocument
        private var upcoming: Int
        private let end: Int

        init(_ element: JSONElement) {
            document = element.document
            upcoming = element.index + 1
            end = element.kind == .object ? document.end(of: element.index) : upcoming
        }

        /// Advances to the next member and returns it, or returns `nil` after the last one.
        public mutating func next() -> Member? {
            guard upcoming < end else { return nil }
            defer { upcoming = document.end(of: upcoming + 1) }
            return Member(document: document, index: upcoming)
        }
    }

    /// A member of an object: a name and a value.
    public struct Member: Sendable {
        fileprivate let document: JSONDocument
        fileprivate let index: Int

        /// The name with its escapes resolved; a new string is built each time.
        public var name: String { document.string(at: index) }

        /// The value of the member.
        public var value: JSONElement { JSONElement(document: document, index: index + 1) }

        /// Returns whether the name has exactly the given code points, without building a string.
        ///
        /// - Parameter name: The name to compare with.
        /// - Returns: `true` if the names are the same.
        public func isNamed(_ name: String) -> Bool { document.isName(name, at: index) }
    }
}
