import Foundation
import TMForum

/// Checks values against the JSON Schemas of an OpenAPI document.
///
/// It knows the keywords that the documents of services have, and reports any other one.
struct SchemaCheck {
    private let parts: [String: JSONValue]

    init(document: JSONValue) {
        var parts: [String: JSONValue] = [:]
        for kind in document["components"]?.objectValue ?? [:] {
            for part in kind.value.objectValue ?? [:] { parts["#/components/\(kind.name)/\(part.name)"] = part.value }
        }
        self.parts = parts
    }

    /// Returns what is wrong with a value by a schema; empty if nothing is.
    func problems(_ value: JSONValue, by schema: JSONValue, at place: String = "") -> [String] {
        guard let schema = schema.objectValue else { return ["\(place): \(schema) is no schema"] }
        var problems: [String] = []
        func expect(_ isMet: Bool, _ keyword: String) {
            if !isMet { problems.append("\(place): \(keyword) \(schema[keyword] ?? .null) is not met by \(value)") }
        }
        func accepts(_ schema: JSONValue, _ value: JSONValue) -> Bool { self.problems(value, by: schema).isEmpty }
        let (text, number) = (value.stringValue, value.numberValue)
        let (object, array) = (value.objectValue, value.arrayValue)
        for (keyword, operand) in schema.members.map({ ($0.name, $0.value) }) {
            let length = operand.numberValue?.int64Value ?? 0
            let alternatives = operand.arrayValue ?? []
            switch keyword {
            case "$ref":
                guard let target = resolved(operand) else { return ["\(place): \(operand) leads nowhere"] }
                problems += self.problems(value, by: target, at: place)
            case "type":
                expect(Self.types(of: value).contains { ([operand] + alternatives).contains(.string($0)) }, keyword)
            case "properties":
                for property in operand.objectValue?.members ?? [] {
                    guard let member = object?[property.name] else { continue }
                    problems += self.problems(member, by: property.value, at: place + "/" + property.name)
                }
            case "patternProperties": break
            case "additionalProperties":
                guard operand != true, let object else { break }
                let patterns = schema["patternProperties"]?.objectValue?.names ?? []
                for member in object where schema["properties"]?[member.name] == nil {
                    if patterns.contains(where: { Self.matches($0, member.name) }) { continue }
                    if operand == false {
                        problems.append("\(place): \(member.name) is not allowed")
                    } else {
                        problems += self.problems(member.value, by: operand, at: place + "/" + member.name)
                    }
                }
            case "propertyNames": expect(object?.names.allSatisfy { accepts(operand, .string($0)) } ?? true, keyword)
            case "required":
                for name in alternatives.compactMap(\.stringValue) {
                    expect(object.map { $0[name] != nil } ?? true, keyword)
                }
            case "items":
                for (position, element) in (array ?? []).enumerated() {
                    problems += self.problems(element, by: operand, at: "\(place)/\(position)")
                }
            case "minItems": expect(array.map { $0.count >= length } ?? true, keyword)
            case "maxItems": expect(array.map { $0.count <= length } ?? true, keyword)
            case "maxProperties": expect(object.map { $0.names.count <= length } ?? true, keyword)
            case "minLength": expect(text.map { $0.unicodeScalars.count >= length } ?? true, keyword)
            case "maxLength": expect(text.map { $0.unicodeScalars.count <= length } ?? true, keyword)
            case "minimum": expect(number?.doubleValue.map { $0 >= Double(length) } ?? true, keyword)
            case "maximum": expect(number?.doubleValue.map { $0 <= Double(length) } ?? true, keyword)
            case "pattern": expect(text.map { Self.matches(operand.stringValue ?? "", $0) } ?? true, keyword)
            case "format": expect(text.map { Self.has($0, format: operand.stringValue ?? "") } ?? true, keyword)
            case "enum": expect(alternatives.contains(value), keyword)
            case "const": expect(operand == value, keyword)
            case "anyOf": expect(alternatives.contains { accepts($0, value) }, keyword)
            case "oneOf": expect(alternatives.filter { accepts($0, value) }.count == 1, keyword)
            case "allOf":
                for alternative in alternatives { problems += self.problems(value, by: alternative, at: place) }
            case "not": expect(!accepts(operand, value), keyword)
            case "if":
                if let branch = schema[accepts(operand, value) ? "then" : "else"] {
                    problems += self.problems(value, by: branch, at: place)
                }
            case "then", "else", "description", "default", "examples", "readOnly", "x-extensible-enum": break
            default: problems.append("\(place): the keyword \(keyword) is not known")
            }
        }
        return problems
    }

    /// Returns the part that a reference leads to, or `nil` if there is none.
    func resolved(_ reference: JSONValue) -> JSONValue? { reference.stringValue.flatMap { parts[$0] } }

    private static func types(of value: JSONValue) -> [String] {
        switch value {
        case .null: ["null"]
        case .bool: ["boolean"]
        case .number(let number): number.isInteger ? ["number", "integer"] : ["number"]
        case .string: ["string"]
        case .array: ["array"]
        case .object: ["object"]
        }
    }

    private static func matches(_ pattern: String, _ text: String) -> Bool {
        (try? Regex(pattern).firstMatch(in: text)) ?? nil != nil
    }

    private static func has(_ text: String, format: String) -> Bool {
        switch format {
        case "date": text.utf8.count == 10 && (try? Timestamp(text)) != nil
        case "date-time": text.utf8.count > 10 && (try? Timestamp(text)) != nil
        case "json-pointer": (try? JSONPointer(text)) != nil
        case "uuid": UUID(uuidString: text) != nil
        case "int64", "double": true
        case "iri-reference", "uri-reference": !text.contains(" ") && !text.contains("%zz")
        case _ where format.hasPrefix("tmf"): true
        default: false
        }
    }
}
