/// Reads a JSON text (RFC 8259) into a tape of tokens, without recursion and in one pass.
enum JSONTapeBuilder {
    /// A problem with its offset; the line and column are worked out once, at the edge.
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
        /// The index of its token.
        var index: Int
        var isObject: Bool
        var names = JSONNameCheck()
    }

    static func tape(of bytes: [UInt8], limits: JSONLimits) throws(JSONParsingError) -> [UInt64] {
        do throws(Failure) {
            guard bytes.count <= limits.bytes else { throw Failure(.tooLong, limits.bytes) }
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
                throw Failure(.byteOrderMark, 0)
            }
            // Real documents have at most one token in six bytes. A text that has more of them than there is room for is
            // read again, with room for the most it can have: one in two bytes, and one for every open bracket.
            if let tape = try tape(of: bytes, limits: limits, capacity: bytes.count / 6 + 16) { return tape }
            let most = bytes.count / 2 + min(limits.depth, bytes.count) + 4
            return try tape(of: bytes, limits: limits, capacity: most) ?? []
        } catch {
            throw JSONParsingError(error.code, offset: min(error.offset, bytes.count), in: bytes)
        }
    }

    /// Returns the tape, or `nil` if it has more tokens than the capacity.
    private static func tape(
        of bytes: [UInt8],
        limits: JSONLimits,
        capacity: Int
    ) throws(Failure) -> [UInt64]? {
        var tape = [UInt64](repeating: 0, count: capacity)
        var tokens = tape.mutableSpan
        guard let count = try build(bytes.span, limits, &tokens) else { return nil }
        return Array(tape[..<count])
    }

    /// Fills a tape and returns the number of its tokens, or `nil` if there is no room for them.
    private static func build(
        _ text: Span<UInt8>,
        _ limits: JSONLimits,
        _ tape: inout MutableSpan<UInt64>
    ) throws(Failure) -> Int? {
        var count = 0
        var offset = JSONScanner.skipSpace(text, from: 0)
        var outer: [Container] = []
        outer.reserveCapacity(16)
        var current = Container(index: -1, isObject: false)
        var depth = 0

        while true {
            // A name and its value are the most that is written before the next look at the room left.
            guard count + 2 <= tape.count else { return nil }

            if current.isObject {
                let byte = try JSONScanner.byte(text, at: offset)
                guard byte == UInt8(ascii: "\"") else { throw Failure(.unexpectedByte(byte), offset) }
                guard current.names.count < limits.members else { throw Failure(.tooManyMembers, offset) }
                let name = try string(text, at: offset, limits)
                tape[count] = name.word
                current.names.add(name, at: count, in: current.index, tape.span, text)
                count += 1
                let colon = JSONScanner.skipSpace(text, from: name.offset + name.length + 1)
                let found = try JSONScanner.byte(text, at: colon)
                guard found == UInt8(ascii: ":") else { throw Failure(.unexpectedByte(found), colon) }
                offset = JSONScanner.skipSpace(text, from: colon + 1)
            }

            let byte = try JSONScanner.byte(text, at: offset)
            switch byte {
            case UInt8(ascii: "\""):
                let value = try string(text, at: offset, limits)
                tape[count] = value.word
                offset = value.offset + value.length + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < limits.depth else { throw Failure(.tooDeep, offset) }
                let isObject = byte == UInt8(ascii: "{")
                tape[count] = JSONToken(isObject ? .object : .array, offset: offset, length: 1).word
                offset = JSONScanner.skipSpace(text, from: offset + 1)
                // In ASCII the closing bracket is two above the opening one, for both kinds.
                if try JSONScanner.byte(text, at: offset) == byte + 2 {
                    offset += 1
                } else {
                    outer.append(current)
                    current = Container(index: count, isObject: isObject)
                    depth += 1
                    count += 1
                    continue
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = try JSONScanner.numberEnd(text, from: offset)
                tape[count] = JSONToken(.number, offset: offset, length: end - offset).word
                offset = end
            case UInt8(ascii: "t"):
                try JSONScanner.expect("true", text, at: offset)
                tape[count] = JSONToken(.bool, offset: offset, length: 4, flag: true).word
                offset += 4
            case UInt8(ascii: "f"):
                try JSONScanner.expect("false", text, at: offset)
                tape[count] = JSONToken(.bool, offset: offset, length: 5).word
                offset += 5
            case UInt8(ascii: "n"):
                try JSONScanner.expect("null", text, at: offset)
                tape[count] = JSONToken(.null, offset: offset, length: 4).word
                offset += 4
            default:
                throw Failure(.unexpectedByte(byte), offset)
            }
            count += 1

            // A value has ended: close what ends with it, up to the comma that leads to the next one.
            while true {
                offset = JSONScanner.skipSpace(text, from: offset)
                guard depth > 0 else {
                    guard offset == text.count else { throw Failure(.trailingContent, offset) }
                    return count
                }
                let byte = try JSONScanner.byte(text, at: offset)
                offset += 1
                if byte == UInt8(ascii: ",") { break }
                guard byte == (current.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw Failure(.unexpectedByte(byte), offset - 1)
                }
                tape[current.index] =
                    JSONToken(
                        current.isObject ? .object : .array,
                        offset: tape.span.token(at: current.index).offset,
                        length: count - current.index,
                        flag: current.isObject && current.names.repeats(in: current.index, upTo: count, tape.span, text)
                    ).word
                current = outer.removeLast()
                depth -= 1
            }
            offset = JSONScanner.skipSpace(text, from: offset)
        }
    }

    /// Returns the token of the string whose quotation mark stands at an offset.
    @inline(__always)
    private static func string(
        _ text: Span<UInt8>,
        at offset: Int,
        _ limits: JSONLimits
    ) throws(Failure) -> JSONToken {
        var hasEscapes = false
        let end = try JSONScanner.stringEnd(text, from: offset + 1, hasEscapes: &hasEscapes)
        let length = end - offset - 1
        guard length <= limits.stringLength else { throw Failure(.stringTooLong, offset) }
        return JSONToken(.string, offset: offset + 1, length: length, flag: hasEscapes)
    }
}
