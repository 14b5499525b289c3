/// A JSON text that has been checked and indexed, but not decoded into a tree.
///
/// A document keeps the bytes it was made from and a tape of eight bytes for every value and member name. It builds
/// nothing else, so documents are cheap to create, to keep by the million and to forward unchanged. Reading starts
/// at ``root``; walking the document allocates nothing.
///
/// ```swift
/// let document = try JSONDocument(parsing: Array(#"{"id": "42", "note": [{"text": "hello"}]}"#.utf8))
/// document.root["id"]?.stringValue                    // "42"
/// document.root["note"]?[0]?["text"]?.stringValue     // "hello"
/// ```
///
/// If an object repeats a name, the last member wins; ``repeatedNames()`` reports such names.
public struct JSONDocument: Sendable {
    /// The text, byte for byte as it was given.
    public let bytes: [UInt8]

    /// The tokens as words; see ``JSONToken``.
    @usableFromInline
    package let tape: [UInt64]

    /// Parses a JSON text in UTF-8, exactly as RFC 8259 defines it.
    ///
    /// - Parameters:
    ///   - bytes: The text. It is kept, not copied.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: ``JSONParsingError`` with the position of the first problem if the bytes are not exactly one JSON text
    ///   or exceed a limit.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONParsingError) {
        self.bytes = bytes
        self.tape = try JSONTapeBuilder.tape(of: bytes.span, limits: limits)
    }

    /// Parses a JSON text in borrowed memory.
    ///
    /// A document owns its bytes, so they are copied once, after they have been parsed.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - limits: The most that the text may ask for.
    /// - Throws: ``JSONParsingError`` with the position of the first problem, if the bytes are not one JSON text or go
    ///   beyond a limit.
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = .default) throws(JSONParsingError) {
        tape = try JSONTapeBuilder.tape(of: bytes, limits: limits)
        self.bytes = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// Parses a JSON text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: ``JSONParsingError`` with the position of the first problem if the text is not JSON or exceeds a
    ///   limit.
    public init(parsing text: String, limits: JSONLimits = .default) throws(JSONParsingError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// Writes a value as JSON text and indexes it.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: ``JSONParsingError`` if the value exceeds a limit.
    public init(_ value: JSONValue, limits: JSONLimits = .default) throws(JSONParsingError) {
        try self.init(parsing: value.serialized(), limits: limits)
    }

    /// The root value of the document.
    public var root: JSONElement { JSONElement(document: self, index: 0) }

    /// Returns the locations of members whose name an earlier member of the same object already has.
    ///
    /// - Returns: A pointer to every such member, in the order of the text. It is empty for nearly every document.
    public func repeatedNames() -> [JSONPointer] {
        guard tape.contains(where: { JSONToken(word: $0).kind == .object && JSONToken(word: $0).flag }) else {
            return []
        }
        var found: [JSONPointer] = []
        collectRepeatedNames(at: 0, JSONPointer(), into: &found)
        return found
    }

    private func collectRepeatedNames(at index: Int, _ pointer: JSONPointer, into found: inout [JSONPointer]) {
        let end = index + token(at: index).span
        var child = index + 1
        switch token(at: index).kind {
        case .array:
            var position = 0
            while child < end {
                collectRepeatedNames(at: child, pointer.appending(index: position), into: &found)
                position += 1
                child += token(at: child).span
            }
        case .object:
            var seen = JSONObject()
            while child < end {
                let name = string(at: child)
                let place = pointer.appending(name)
                if seen.updateValue(.null, forName: name) != nil { found.append(place) }
                collectRepeatedNames(at: child + 1, place, into: &found)
                child += 1 + token(at: child + 1).span
            }
        case .null, .bool, .number, .string: break
        }
    }
}

// MARK: - Reading by index

extension JSONDocument {
    /// The token at an index.
    @inlinable
    package func token(at index: Int) -> JSONToken { JSONToken(word: tape[index]) }

    /// The index after a value and everything in it.
    @inlinable
    package func end(of index: Int) -> Int { index + token(at: index).span }

    /// The string of a string token.
    package func string(at index: Int) -> String { JSONText.string(token(at: index), in: bytes.span) }

    /// The number of a number token.
    package func number(at index: Int) -> JSONNumber { JSONNumber(token(at: index), in: bytes.span) }

    /// A Boolean value that indicates whether the name token at an index has a given name.
    package func isName(_ name: String, at index: Int) -> Bool {
        JSONText.equal(token(at: index), name, in: bytes.span)
    }

    /// Returns the index of the value of the last member with a name, or `nil`; the given index must be an object's.
    package func value(named name: String, in object: Int) -> Int? {
        let token = token(at: object)
        let end = object + token.span
        var found: Int?
        var index = object + 1
        while index < end {
            if isName(name, at: index) {
                found = index + 1
                // Only an object that repeats a name must be read to its end.
                if !token.flag { return found }
            }
            index = self.end(of: index + 1)
        }
        return found
    }

    /// The bytes of a value, from its first to its last.
    package func byteRange(at index: Int) -> Range<Int> {
        let token = token(at: index)
        switch token.kind {
        case .null, .bool, .number: return token.offset..<token.offset + token.length
        case .string: return token.offset - 1..<token.offset + token.length + 1
        case .array, .object: return token.offset..<endOfContainer(at: index)
        }
    }

    /// Returns the end of a container; every container that ends with the last token adds one bracket after it.
    private func endOfContainer(at index: Int) -> Int {
        let last = index + token(at: index).span - 1
        var brackets = 1
        var end: Int
        if last == index {
            end = token(at: index).offset + 1
        } else {
            let token = token(at: last)
            switch token.kind {
            case .array, .object:
                // The last token opens an empty container, which lies inside this one.
                brackets += 1
                end = token.offset + 1
            case .string: end = token.offset + token.length + 1
            case .null, .bool, .number: end = token.offset + token.length
            }
            var inner = index
            while let child = lastContainer(in: inner, endingAt: last + 1), child != last {
                brackets += 1
                inner = child
            }
        }
        while brackets > 0 {
            let byte = bytes[end]
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { brackets -= 1 }
            end += 1
        }
        return end
    }

    /// Returns the child of a container that is itself a container and ends where its parent ends.
    private func lastContainer(in index: Int, endingAt end: Int) -> Int? {
        let isObject = token(at: index).kind == .object
        var child = index + 1
        while child < end {
            let value = isObject ? child + 1 : child
            let next = value + token(at: value).span
            if next == end {
                return token(at: value).kind == .array || token(at: value).kind == .object ? value : nil
            }
            child = next
        }
        return nil
    }
}

extension JSONDocument: Hashable {
    /// Returns whether two documents hold the same value, regardless of how it is written.
    public static func == (first: Self, second: Self) -> Bool {
        first.bytes == second.bytes || JSONValue(first) == JSONValue(second)
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(JSONValue(self))
    }
}

extension JSONDocument: CustomStringConvertible {
    /// The text of the document.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
