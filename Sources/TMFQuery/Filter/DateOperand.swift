import TMFJSON

/// Texts of a query string that may be dates.
enum DateOperand {
    /// A date-time whose `+` before the offset has become a blank on its way, with the sign put back; `nil` for any other
    /// text.
    static func repaired(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        guard bytes.count >= 25, bytes[bytes.count - 6] == UInt8(ascii: " ") else { return nil }
        bytes[bytes.count - 6] = UInt8(ascii: "+")
        let repaired = String(decoding: bytes, as: UTF8.self)
        return RFC3339.parse(repaired) == nil ? nil : repaired
    }

    /// Whether a text is a date or a date-time, be it without an offset.
    static func isDate(_ text: String) -> Bool { RFC3339.parse(text, assumesUTC: true) != nil }

    /// Whether an operand is a date, or `null`.
    static func mayBeDate(_ operand: FilterOperand) -> Bool {
        switch operand {
        case .text(let text): isDate(text)
        case .null: true
        case .number, .bool: false
        }
    }

    /// Whether a text is a date or does not look like one.
    static func isAcceptable(_ text: String) -> Bool {
        let form = text.utf8.prefix(10).map { byte in byte.isDigit ? UInt8(ascii: "d") : byte }
        return form != Array("dddd-dd-dd".utf8) || isDate(text)
    }

    /// Whether the APIs give an attribute with a name a date or a date-time, which counts where no model tells.
    static func isName(_ name: String) -> Bool {
        name == "date" || name.hasSuffix("Date") || name.hasSuffix("DateTime")
    }
}
