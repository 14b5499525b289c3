package import TMFJSON

// The form of findings in the error bodies of the service.
extension Finding {
    /// Reads a finding, or returns `nil` if the value is not in the form that ``json`` writes.
    package init?(json: JSONValue) {
        guard let code = json["code"]?.stringValue, let message = json["message"]?.stringValue,
            let pointer = json["pointer"]?.stringValue.flatMap({ try? JSONPointer($0) })
        else { return nil }
        self.init(Code(name: code), at: pointer, message)
    }

    /// The finding as an object with `code`, `pointer` and `message`.
    package var json: JSONValue {
        ["code": .string(code.name), "pointer": .string(pointer.description), "message": .string(message)]
    }
}
