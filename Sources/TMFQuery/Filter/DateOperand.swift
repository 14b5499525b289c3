import TMFJSON

/// Operations on texts of a query string that may be dates.
enum DateOperand {
    /// Returns a date-time whose `+` before the offset was decoded as a blank, with the sign restored, or `nil` for any
    /// other text.
    static func repaired(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        guard bytes.count >= 25, bytes[bytes.count - 6] == UInt8(ascii: " ") else { return nil }
        bytes[bytes.count - 6] = UInt8(ascii: "+")
        let repaired = String(decoding: bytes, as: UTF8.self)
        return RFC3339.parse(repaired) == nil ? nil : repaired
    }

    /// Returns whether a text is a date or a date-time, with or without an offset.
    static func isDate(_ text: String) -> Bool { RFC3339.parse(text, assumesUTC: true) != nil }

    /// Returns whether an operand is a date or `null`.
    static func mayBeDate(_ operand: FilterOperand) -> Bool {
        switch operand {
        case .text(let text): isDate(text)
        case .null: true
        case .number, .bool: false
        }
    }

    /// Returns whether a text is a date, or does not look like one.
    static func isAcceptable(_ text: String) -> Bool {
        let form = text.utf8.prefix(10).map { byte in byte.isDigit ? UInt8(ascii: "d") : byte }
        return form != Array("dddd-dd-dd".utf8) || isDate(text)
    }

    /// Returns whether an attribute's name suggests a date or a date-time, which applies if no model is given.
    static func isName(_ name: String) -> Bool {
        name == "date" || name.hasSuffix("Date") || name.hasSuffix("DateTime")
    }
}
