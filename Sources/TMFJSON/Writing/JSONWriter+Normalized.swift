extension JSONWriter {
    /// Writes a value from its text, with the same result as if it had been decoded and written again.
    ///
    /// There is no white space and no unnecessary escape, and every name occurs once. Numbers keep their digits.
    package mutating func writeNormalized(_ element: JSONElement) {
        let document = element.document
        writeNormalized(document, document.bytes.span, document.tape.span, element.index)
    }

    /// Writes the members of an object in the same form into an open object.
    ///
    /// - Parameters:
    ///   - object: The object, in which no name is repeated.
    ///   - others: The replacements for some values, by their positions on the tape; `nil` leaves a member out.
    package mutating func writeNormalizedMembers(of object: JSONElement, replacing others: [(Int, JSONValue?)]) {
        let document = object.document
        let (text, tape) = (document.bytes.span, document.tape.span)
        let end = tape.end(of: object.index)
        var name = object.index + 1
        while name < end {
            if let other = others.first(where: { $0.0 == name + 1 }) {
                if let value = other.1 {
                    writeName(text, tape.token(at: name))
                    write(value)
                }
            } else {
                writeName(text, tape.token(at: name))
                writeNormalized(document, text, tape, name + 1)
            }
            name = tape.end(of: name + 1)
        }
    }

    private mutating func writeNormalized(
        _ document: JSONDocument, _ text: Span<UInt8>, _ tape: Span<UInt64>, _ index: Int
    ) {
        let token = tape.token(at: index)
        switch token.kind {
        case .null, .bool, .number:
            separate()
            buffer.append(text.extracting(token.offset..<token.offset + token.length))
            gap = .comma
        case .string:
            separate()
            writeString(text, token)
            gap = .comma
        case .array:
            beginArray()
            let end = tape.end(of: index)
            var child = index + 1
            while child < end {
                writeNormalized(document, text, tape, child)
                child = tape.end(of: child)
            }
            endArray()
        case .object where token.flag:
            // Only the last value of a repeated name counts.
            write(JSONValue(JSONElement(document: document, index: index)))
        case .object:
            beginObject()
            let end = tape.end(of: index)
            var child = index + 1
            while child < end {
                writeName(text, tape.token(at: child))
                writeNormalized(document, text, tape, child + 1)
                child = tape.end(of: child + 1)
            }
            endObject()
        }
    }

    private mutating func writeName(_ text: Span<UInt8>, _ token: JSONToken) {
        separate()
        writeString(text, token)
        buffer.append(UInt8(ascii: ":"))
        if isPretty { buffer.append(UInt8(ascii: " ")) }
        gap = .none
    }

    private mutating func writeString(_ text: Span<UInt8>, _ token: JSONToken) {
        guard !token.flag else { return buffer.appendQuoted(JSONText.string(token, in: text)) }
        // The quotation marks surround the string.
        buffer.append(text.extracting(token.offset - 1..<token.offset + token.length + 1))
    }
}
