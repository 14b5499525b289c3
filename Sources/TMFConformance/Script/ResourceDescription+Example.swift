import TMFJSON
import TMFModels

extension ResourceDescription {
    /// The smallest body that creates a resource: the sample, and any mandatory attributes that it lacks.
    var smallestBody: JSONObject {
        var body = sample
        for member in model.smallestObject("Check", depth: 0) where body[member.name] == nil {
            body[member.name] = member.value
        }
        return body
    }
}

extension Model {
    /// Returns an object with only the mandatory attributes.
    fileprivate static func smallestObject(_ text: String, depth: Int) -> JSONObject {
        var object = JSONObject()
        for outline in rows
        where outline.rules.contains(.mandatoryForCertification) && !outline.rules.contains(.setByServer) {
            object[outline.name] = outline.example(text, depth: depth)
        }
        return object
    }
}

extension AttributeRow {
    /// Returns a value of the attribute, with the given text wherever a text is allowed.
    func example(_ text: String, depth: Int = 0) -> JSONValue {
        let value: JSONValue =
            switch type {
            case .string, .any: .string(valueType.listedTexts?.first ?? text)
            case .dateTime: "2024-01-01T00:00:00Z"
            case .uri: "http://example.com/1"
            case .number, .integer: 1
            case .boolean: true
            case .map: [:]
            case .object:
                // A model may require itself recursively.
                .object((depth < 8 ? valueType as? any Model.Type : nil)?.smallestObject(text, depth: depth + 1) ?? [:])
            }
        return isArray ? [value] : value
    }
}
