/// Reads a JSON text (RFC 8259) into a tape of tokens, without recursion and in one pass.
///
/// A third of all reading time is spent here, so the loop manages its own memory.
///
/// Safety: Every read of a byte follows a comparison of its offset with the length of the text; offsets start at zero
/// and only grow. Tokens fill the room from its start, and the open containers are kept at its end. Every turn of the
/// loop first makes sure that there is room for everything that one turn can add: two tokens and one container. Only
/// words that were written before are read from the room.
@usableFromInline
package enum JSONTapeBuilder: Sendable {
    /// A problem and its offset.
    ///
    /// The line and column are computed once, when the error leaves the parser.
    struct Failure: Error {
        var code: JSONParsingError.Code
        var offset: Int

        init(_ code: JSONParsingError.Code, _ offset: Int) {
            self.code = code
            self.offset = offset
        }
    }

    /// An array or object that is open.
    private struct Container {
        /// The number of words in ``words``.
        static let size = 2

        /// The index of the container's token.
        var index: Int
        var isObject: Bool
        var names: JSONNameCheck

        init(index: Int, isObject: Bool, names: JSONNameCheck = JSONNameCheck()) {
            self.index = index
            self.isObject = isObject
            self.names = names
        }

        /// Creates a container from the words that ``words`` returns.
        init(_ words: (UInt64, UInt64)) {
            self.init(
                index: Int(truncatingIfNeeded: words.0 & Self.fieldMask),
                isObject: words.0 >> 63 != 0,
                names: JSONNameCheck(
                    count: Int(truncatingIfNeeded: words.0 >> 31 & Self.fieldMask), seen: words.1))
        }

        /// The container in two words: 31 bits each for the index and for the number of names, of which no text needs
        /// more than 30, one bit for the kind, and the names seen.
        var words: (UInt64, UInt64) {
            let numbers = UInt64(truncatingIfNeeded: index) | UInt64(truncatingIfNeeded: names.count) << 31
            return (numbers | (isObject ? 1 << 63 : 0), names.seen)
        }

        private static let fieldMask: UInt64 = (1 << 31) - 1
    }

    /// Returns the tape of a text.
    static func tape(of bytes: Span<UInt8>, limits: JSONLimits) throws(JSONParsingError) -> [UInt64] {
        var copy: [UInt64] = []
        try withTape(of: bytes, limits: limits) { tape in
            copy = unsafe Array(upTo: tape.count) { target, count in
                count = unsafe tape.withUnsafeBufferPointer { unsafe target.initialize(fromContentsOf: $0) }
            }
        }
        return copy
    }

    /// Calls a closure with the tape of a text, which is valid only during the call.
    @usableFromInline
    package static func withTape(
        of bytes: Span<UInt8>, limits: JSONLimits, _ body: (Span<UInt64>) -> Void
    ) throws(JSONParsingError) {
        do throws(Failure) {
            guard bytes.count <= limits.bytes else { throw Failure(.tooLong, limits.bytes) }
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
                throw Failure(.byteOrderMark, 0)
            }
            try unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: JSONTapeRoom.usual) {
                words throws(Failure) in
                var room = unsafe JSONTapeRoom(words)
                let count = try build(bytes, limits, in: &room)
                room.withWords(count, body)
            }
        } catch {
            throw JSONParsingError(error.code, offset: min(error.offset, bytes.count), in: bytes)
        }
    }

    /// Writes the tokens of a text to the start of a room and returns their number.
    private static func build(
        _ text: Span<UInt8>, _ limits: JSONLimits, in room: inout JSONTapeRoom
    ) throws(Failure) -> Int {
        var tape = unsafe room.words
        var count = 0
        /// The start of the innermost open container.
        var outer = tape.count
        var current = Container(index: 0, isObject: false)
        var depth = 0
        var offset = 0

        while true {
            if count &+ 2 &+ Container.size > outer {
                // Typical documents have at most one token per six bytes, and few levels.
                outer = room.grow(front: count, back: outer, minimum: text.count / 6 + 64)
                unsafe tape = room.words
            }

            if current.isObject {
                let quote = try JSONScanner.visibleByte(text, at: &offset)
                guard quote == UInt8(ascii: "\"") else { throw Failure(.unexpectedByte(quote), offset) }
                guard current.names.count < limits.members else { throw Failure(.tooManyMembers, offset) }
                let name = try string(text, at: &offset, limits)
                unsafe tape[count] = name.word
                count &+= 1
                if current.names.add(name, in: text), unsafe isRepetition(tape, count, current.index, text) {
                    unsafe tape[current.index] |= JSONToken.flagMask
                }
                let colon = try JSONScanner.visibleByte(text, at: &offset)
                guard colon == UInt8(ascii: ":") else { throw Failure(.unexpectedByte(colon), offset) }
                offset &+= 1
            }

            let byte = try JSONScanner.visibleByte(text, at: &offset)
            switch byte {
            case UInt8(ascii: "\""):
                unsafe tape[count] = try string(text, at: &offset, limits).word
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < limits.depth else { throw Failure(.tooDeep, offset) }
                let isObject = byte == UInt8(ascii: "{")
                unsafe tape[count] = JSONToken(isObject ? .object : .array, offset: offset, length: 1).word
                offset &+= 1
                // In ASCII the closing bracket is two above the opening one, for both kinds.
                if try JSONScanner.visibleByte(text, at: &offset) == byte &+ 2 {
                    offset &+= 1
                } else {
                    outer &-= Container.size
                    unsafe (tape[outer], tape[outer &+ 1]) = current.words
                    current = Container(index: count, isObject: isObject)
                    depth &+= 1
                    count &+= 1
                    continue
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = try JSONScanner.numberEnd(text, from: offset)
                guard end &- offset <= limits.numberLength else { throw Failure(.numberTooLong, offset) }
                unsafe tape[count] = JSONToken(.number, offset: offset, length: end &- offset).word
                offset = end
            default:
                unsafe tape[count] = try literal(byte, text, at: &offset).word
            }
            count &+= 1

            // A value has ended. Close every container that ends with it, up to the comma that leads to the next value.
            while true {
                guard depth > 0 else {
                    offset = JSONScanner.skipSpace(text, from: offset)
                    guard offset == text.count else { throw Failure(.trailingContent, offset) }
                    return count
                }
                let byte = try JSONScanner.visibleByte(text, at: &offset)
                if byte == UInt8(ascii: ",") { break }
                guard byte == (current.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw Failure(.unexpectedByte(byte), offset)
                }
                offset &+= 1
                // The length so far is one, and its bits are above those of the offset.
                unsafe tape[current.index] &+= JSONToken.word(ofLength: count &- current.index &- 1)
                if current.names.mustHash, unsafe repeatsName(tape, count, current, text) {
                    unsafe tape[current.index] |= JSONToken.flagMask
                }
                current = unsafe Container((tape[outer], tape[outer &+ 1]))
                outer &+= Container.size
                depth &-= 1
            }
            offset &+= 1
        }
    }

    /// Reads the string whose opening quotation mark is at an offset, and moves the offset after the closing one.
    @inline(__always)
    private static func string(
        _ text: Span<UInt8>, at offset: inout Int, _ limits: JSONLimits
    ) throws(Failure) -> JSONToken {
        let start = offset &+ 1
        var hasEscapes = false
        let end = try JSONScanner.stringEnd(text, from: start, hasEscapes: &hasEscapes)
        guard end &- start <= limits.stringLength else { throw Failure(.stringTooLong, offset) }
        offset = end &+ 1
        return JSONToken(.string, offset: start, length: end &- start, flag: hasEscapes)
    }

    /// Reads the literal that begins with a byte at an offset, and moves the offset after it.
    private static func literal(
        _ first: UInt8, _ text: Span<UInt8>, at offset: inout Int
    ) throws(Failure) -> JSONToken {
        let start = offset
        switch first {
        case UInt8(ascii: "t"):
            try JSONScanner.expect("true", text, at: &offset)
            return JSONToken(.bool, offset: start, length: 4, flag: true)
        case UInt8(ascii: "f"):
            try JSONScanner.expect("false", text, at: &offset)
            return JSONToken(.bool, offset: start, length: 5)
        case UInt8(ascii: "n"):
            try JSONScanner.expect("null", text, at: &offset)
            return JSONToken(.null, offset: start, length: 4)
        default: throw Failure(.unexpectedByte(first), offset)
        }
    }

    /// Returns whether the name that ends a tape repeats an earlier name of its object.
    @inline(never)
    private static func isRepetition(
        _ tape: UnsafeMutableBufferPointer<UInt64>, _ count: Int, _ object: Int, _ text: Span<UInt8>
    ) -> Bool {
        let tape = unsafe UnsafeBufferPointer(rebasing: tape[..<count])
        return unsafe JSONNameCheck.isRepetition(in: object, tape.span, text)
    }

    /// Returns whether an object that ends a tape, and has many names, repeats one.
    @inline(never)
    private static func repeatsName(
        _ tape: UnsafeMutableBufferPointer<UInt64>, _ count: Int, _ object: Container, _ text: Span<UInt8>
    ) -> Bool {
        let tape = unsafe UnsafeBufferPointer(rebasing: tape[..<count])
        return unsafe object.names.repeats(in: object.index, tape.span, text)
    }
}
