/// How a client writes the name or the value of a parameter in a query string.
struct QuerySpelling: Sendable {
    enum Treatment: Sendable {
        case kept
        case encoded
        case impossible
    }

    /// The punctuation that stays as it is, as letters and digits always do.
    var kept: String
    /// The characters that the client cannot send: it refuses them, or its spelling of them means something else.
    var impossible = ""
    var blank = "%20"
    var controls = Treatment.encoded
    var nonASCII = Treatment.encoded
    /// Whether the hexadecimal digits after `%` are capital letters.
    var isUpperCase = true

    /// Returns the spelling of a text, or `nil` if the client cannot send the text.
    func spell(_ text: String) -> String? {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch treatment(of: scalar) {
            case .impossible: return nil
            case .kept: result.append(scalar)
            case .encoded where scalar == " ": result += blank.unicodeScalars
            case .encoded:
                for byte in String(scalar).utf8 { result += encoded(byte) }
            }
        }
        return String(result)
    }

    private func treatment(of scalar: Unicode.Scalar) -> Treatment {
        if impossible.unicodeScalars.contains(scalar) { return .impossible }
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": return .kept
        case "\0"..<" ", "\u{7F}": return controls
        case _ where !scalar.isASCII: return nonASCII
        default: return kept.unicodeScalars.contains(scalar) ? .kept : .encoded
        }
    }

    private func encoded(_ byte: UInt8) -> String.UnicodeScalarView {
        let digits = String(byte, radix: 16, uppercase: isUpperCase)
        return ((byte < 0x10 ? "%0" : "%") + digits).unicodeScalars
    }
}
