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
        var start = 0
        var position = 0
        var scanner = BracketScanner()
        func end(at end: Int) {
            let piece = whole.prefix(end).dropFirst(start)
            if !piece.text.isEmpty { groups[groups.count - 1].append(piece) }
        }
        var holdsPath = false
        while position < bytes.count {
            let byte = bytes[position]
            if position == start {
                holdsPath = ["filter=", "fields=", "sort="].contains { bytes[position...].starts(with: $0.utf8) }
                scanner = BracketScanner()
            }
            if holdsPath { scanner.read(byte) }
            if !holdsPath || !scanner.isInside, byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") {
                end(at: position)
                start = position + 1
                if byte == UInt8(ascii: ";") { groups.append([]) }
            }
            position += 1
        }
        end(at: bytes.count)
        return groups.filter { !$0.isEmpty }
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
        var scanner = BracketScanner()
        let bytes = Array(piece.utf8)
        // Brackets and quotation marks may be encoded here, commas may not.
        var isSeparator: [Bool] = []
        var position = 0
        while position < bytes.count {
            var byte = bytes[position]
            var length = 1
            if byte == UInt8(ascii: "%"), position + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                byte = value == UInt8(ascii: ",") ? 0 : value
                length = 3
            }
            scanner.read(byte)
            isSeparator += repeatElement(byte == UInt8(ascii: ",") && !scanner.isInside, count: length)
            position += length
        }
        return piece.split { isSeparator[$0] }
    }

    /// Follows a JSON path byte by byte and knows whether brackets or quotation marks are open.
    private struct BracketScanner {
        private var depth = 0
        private var mark: UInt8?
        private var isEscaped = false

        var isInside: Bool { depth > 0 || mark != nil }

        mutating func read(_ byte: UInt8) {
            if let open = mark {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == open {
                    mark = nil
                }
                return
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"): depth = max(depth - 1, 0)
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                // Outside of brackets only names stand, which have no quotation marks.
                if depth > 0 { mark = byte }
            default: break
            }
        }
    }
}
