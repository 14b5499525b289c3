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

    static func tape(of bytes: [UInt8], limits: JSONLimits) throws(JSONParsingError) -> [JSONToken] {
        do {
            return try build(bytes, limits)
        } catch {
            throw JSONParsingError(error.code, offset: min(error.offset, bytes.count), in: bytes)
        }
    }

    private static func build(_ bytes: [UInt8], _ limits: JSONLimits) throws(Failure) -> [JSONToken] {
        guard bytes.count <= limits.bytes else { throw Failure(.tooLong, limits.bytes) }
        let span = bytes.span
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw Failure(.byteOrderMark, 0) }

        var tape: [JSONToken] = []
        tape.reserveCapacity(bytes.count / 10 + 4)
        // The index of every open container, and how many members it has so far if it is an object.
        var open: [(index: Int, members: Int)] = []
        var offset = JSONScanner.skipSpace(span, from: 0)

        while true {
            let byte = try JSONScanner.byte(span, at: offset)
            switch byte {
            case UInt8(ascii: "\""):
                offset = try appendString(span, from: offset, limits, to: &tape)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < limits.depth else { throw Failure(.tooDeep, offset) }
                let isObject = byte == UInt8(ascii: "{")
                let start = offset
                offset = JSONScanner.skipSpace(span, from: offset + 1)
                let next = try JSONScanner.byte(span, at: offset)
                // In ASCII the closing bracket is two above the opening one, for both kinds.
                if next == byte + 2 {
                    tape.append(JSONToken(isObject ? .object : .array, offset: start, length: 1))
                    offset += 1
                } else {
                    open.append((tape.count, 1))
                    tape.append(JSONToken(isObject ? .object : .array, offset: start, length: 0))
                    if isObject {
                        guard limits.members > 0 else { throw Failure(.tooManyMembers, offset) }
                        offset = try appendName(span, from: offset, limits, to: &tape)
                    }
                    continue
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = try JSONScanner.numberEnd(span, from: offset)
                tape.append(JSONToken(.number, offset: offset, length: end - offset))
                offset = end
            case UInt8(ascii: "t"):
                try JSONScanner.expect("true", span, at: offset)
                tape.append(JSONToken(.bool, offset: offset, length: 4, flag: true))
                offset += 4
            case UInt8(ascii: "f"):
                try JSONScanner.expect("false", span, at: offset)
                tape.append(JSONToken(.bool, offset: offset, length: 5))
                offset += 5
            case UInt8(ascii: "n"):
                try JSONScanner.expect("null", span, at: offset)
                tape.append(JSONToken(.null, offset: offset, length: 4))
                offset += 4
            default:
                throw Failure(.unexpectedByte(byte), offset)
            }

            // A value has ended: close what ends with it, up to the comma that leads to the next one.
            closing: while true {
                offset = JSONScanner.skipSpace(span, from: offset)
                guard let container = open.last?.index else {
                    guard offset == span.count else { throw Failure(.trailingContent, offset) }
                    return tape
                }
                let isObject = tape[container].kind == .object
                let byte = try JSONScanner.byte(span, at: offset)
                if byte == UInt8(ascii: ",") {
                    offset = JSONScanner.skipSpace(span, from: offset + 1)
                    if isObject {
                        let members = open[open.count - 1].members
                        guard members < limits.members else { throw Failure(.tooManyMembers, offset) }
                        open[open.count - 1].members = members + 1
                        offset = try appendName(span, from: offset, limits, to: &tape)
                    }
                    break closing
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw Failure(.unexpectedByte(byte), offset)
                }
                let repeats = isObject && JSONNameCheck.repeatsName(tape, object: container, bytes: bytes)
                tape[container] = JSONToken(
                    isObject ? .object : .array,
                    offset: tape[container].offset,
                    length: tape.count - container,
                    flag: repeats
                )
                open.removeLast()
                offset += 1
            }
        }
    }

    /// Appends the name that stands at an offset, and returns the offset of the value behind its colon.
    @inline(__always)
    private static func appendName(
        _ span: Span<UInt8>,
        from offset: Int,
        _ limits: JSONLimits,
        to tape: inout [JSONToken]
    ) throws(Failure) -> Int {
        let byte = try JSONScanner.byte(span, at: offset)
        guard byte == UInt8(ascii: "\"") else { throw Failure(.unexpectedByte(byte), offset) }
        let colon = JSONScanner.skipSpace(span, from: try appendString(span, from: offset, limits, to: &tape))
        let found = try JSONScanner.byte(span, at: colon)
        guard found == UInt8(ascii: ":") else { throw Failure(.unexpectedByte(found), colon) }
        return JSONScanner.skipSpace(span, from: colon + 1)
    }

    @inline(__always)
    private static func appendString(
        _ span: Span<UInt8>,
        from offset: Int,
        _ limits: JSONLimits,
        to tape: inout [JSONToken]
    ) throws(Failure) -> Int {
        var hasEscapes = false
        let end = try JSONScanner.stringEnd(span, from: offset + 1, hasEscapes: &hasEscapes)
        let length = end - offset - 1
        guard length <= limits.stringLength else { throw Failure(.stringTooLong, offset) }
        tape.append(JSONToken(.string, offset: offset + 1, length: length, flag: hasEscapes))
        return end + 1
    }
}
