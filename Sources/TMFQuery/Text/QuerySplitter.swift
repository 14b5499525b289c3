import TMFJSON

/// Takes a query string apart at its separators, before anything is decoded.
enum QuerySplitter {
    typealias Piece = QueryTerm.Piece

    /// The parameters between `&`, in the groups between `;`; empty ones are left out.
    ///
    /// Inside the brackets of a JSON path neither separates.
    static func groups(_ text: String) -> [[Piece]] {
        let whole = Piece(text: Substring(text), offset: 0)
        let bytes = Array(text.utf8)
        var groups: [[Piece]] = [[]]
        var (start, position) = (0, 0)
        func end(at end: Int) {
            let piece = whole.prefix(end).dropFirst(start)
            if !piece.text.isEmpty { groups[groups.count - 1].append(piece) }
        }
        var scanner: PathScanner?
        while position < bytes.count {
            if position == start { scanner = holdsPath(bytes, from: start) ? PathScanner() : nil }
            let (byte, length) = character(bytes, position)
            scanner?.read(byte)
            if length == 1, scanner?.isInside != true, byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") {
                end(at: position)
                start = position + 1
                if byte == UInt8(ascii: ";") { groups.append([]) }
            }
            position += length
        }
        end(at: bytes.count)
        return groups.filter { !$0.isEmpty }
    }

    /// Whether the parameter that starts at an offset is one whose value is a JSON path, or several.
    private static func holdsPath(_ bytes: [UInt8], from start: Int) -> Bool {
        var position = start
        while position < bytes.count {
            let (byte, length) = character(bytes, position)
            if byte == UInt8(ascii: "=") {
                // `=~` is an operator of attributes.
                let next = position + length
                if next < bytes.count, length == 3 ? character(bytes, next).byte == tilde : bytes[next] == tilde {
                    return false
                }
                break
            }
            // No name of a parameter that holds a path is as long as this, with its blanks around.
            guard byte != UInt8(ascii: "&"), byte != UInt8(ascii: ";"), !QueryTerm.isSign(byte), position < start + 100
            else { return false }
            position += length
        }
        guard position < bytes.count else { return false }
        let name = Piece(text: Substring(decoding: bytes[start..<position], as: UTF8.self), offset: start).trimmed()
        return PercentEncoding.decoded(name.text).map(QueryParser.holdsPaths) ?? false
    }

    private static let tilde = UInt8(ascii: "~")

    /// The byte that stands at an offset, plain or percent-encoded, and how many bytes it takes.
    static func character(_ bytes: [UInt8], _ offset: Int) -> (byte: UInt8, length: Int) {
        guard bytes[offset] == UInt8(ascii: "%"), offset + 2 < bytes.count,
            let high = Character(UnicodeScalar(bytes[offset + 1])).hexDigitValue,
            let low = Character(UnicodeScalar(bytes[offset + 2])).hexDigitValue
        else { return (bytes[offset], 1) }
        return (UInt8(high << 4 | low), 3)
    }

    /// The values between commas; a comma behind a backslash is one of the value.
    static func values(_ piece: Piece) -> [Piece] {
        let bytes = Array(piece.utf8)
        return piece.split { position in
            bytes[position] == UInt8(ascii: ",") && (position == 0 || bytes[position - 1] != UInt8(ascii: "\\"))
        }
    }

    /// The value without the backslashes before its commas.
    static func unescaped(_ piece: Piece) -> Piece {
        guard piece.text.utf8.contains(UInt8(ascii: "\\")) else { return piece }
        var bytes: [UInt8] = []
        for byte in piece.utf8 {
            if byte == UInt8(ascii: ","), bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
            bytes.append(byte)
        }
        return Piece(text: Substring(decoding: bytes, as: UTF8.self), offset: piece.offset)
    }

    /// The JSON paths between commas that stand outside of brackets.
    static func items(_ piece: Piece) -> [Piece] {
        var scanner = PathScanner()
        let bytes = Array(piece.utf8)
        var isSeparator: [Bool] = []
        while isSeparator.count < bytes.count {
            let (byte, length) = character(bytes, isSeparator.count)
            scanner.read(byte)
            isSeparator += repeatElement(length == 1 && byte == UInt8(ascii: ",") && !scanner.isInside, count: length)
        }
        return piece.split { isSeparator[$0] }
    }

    /// Follows a JSON path byte by byte, decoded, and knows whether brackets, quotation marks or a regular expression are
    /// open.
    private struct PathScanner {
        private var depth = 0
        private var mark: UInt8?
        private var isEscaped = false
        /// The last byte that is no blank, and the one before.
        private var last: (UInt8, UInt8) = (0, 0)

        var isInside: Bool { depth > 0 || mark != nil }

        mutating func read(_ byte: UInt8) {
            if let open = mark {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") {
                    isEscaped = true
                } else if byte == open {
                    mark = nil
                }
                return
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"): depth = max(depth - 1, 0)
            case UInt8(ascii: "`"): mark = byte
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                // Outside of brackets only names stand, which have no quotation marks.
                if depth > 0 { mark = byte }
            case UInt8(ascii: "/") where last == (UInt8(ascii: "="), UInt8(ascii: "~")): mark = byte
            default: break
            }
            if byte != UInt8(ascii: " ") { last = (last.1, byte) }
        }
    }
}
