/// The variables that scripts set and URLs use.
struct ScriptVariables: Sendable, Hashable {
    private var values: [String: ScriptValue] = [:]

    /// The value of a variable, or `undefined` if it was never set.
    subscript(name: String) -> ScriptValue {
        get { values[name] ?? .undefined }
        set { values[name] = newValue }
    }

    /// Returns a text with each `{{NAME}}` replaced by the value of the variable.
    ///
    /// The name of a variable without a value is kept, with its braces.
    func resolve(_ template: String) -> String {
        var result: [UInt8] = []
        var rest = Array(template.utf8)[...]
        while let open = Self.start(of: "{{", in: rest), let close = Self.start(of: "}}", in: rest[open...]) {
            let value = self[String(decoding: rest[(open + 2)..<close], as: UTF8.self)]
            result += rest[..<open]
            result += value == .undefined ? Array(rest[open..<(close + 2)]) : Array(value.text.utf8)
            rest = rest[(close + 2)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    private static func start(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: mark.utf8) }
    }
}
