import TMFJSON
import TMFModels

extension SoundResource {
    /// The text in ``groupAttribute``.
    static func groupText(_ marker: String) -> String { "Conformance check \(marker)" }

    /// The text in ``groupAttribute`` of resources that must be rejected.
    static func refusedText(_ marker: String) -> String { "Refused \(marker)" }

    /// Characters that need care in JSON, in URLs, or in both.
    static let specialText = #"1 Zo\#u{EB} "q" \ / & = + # % ; ? <b> \#u{65E5}\#u{672C} \#u{1F680} e\#u{301}"#

    /// An attribute that no definition contains.
    static let unknownAttribute = "xConformance"

    /// A Boolean value that indicates whether an attribute of the model can contain the marker.
    var hasMark: Bool { keyAttribute != nil || groupAttribute != nil }

    /// Returns the text in ``keyAttribute`` of the resources with a suffix.
    func keyText(_ marker: String, _ suffix: String) -> String {
        (keyAttribute.flatMap { template[$0]?.stringValue } ?? "Check") + " \(marker) \(suffix)"
    }

    /// Returns the body that the kit creates, with the marker.
    func plain(_ marker: String, _ suffix: String) -> JSONObject {
        var body = template
        if let keyAttribute { body[keyAttribute] = .string(keyText(marker, suffix)) }
        if let groupAttribute { body[groupAttribute] = .string(Self.groupText(marker)) }
        if !hasMark { body[Self.unknownAttribute] = ["run": .string(marker)] }
        return body
    }

    /// Returns the body of the resource to change.
    func changeable(_ marker: String, withUnknown: Bool) -> JSONObject {
        var body = plain(marker, "3")
        if let arrayChange { body[arrayChange.attribute] = arrayChange.before }
        if let periodAttribute {
            body[periodAttribute] = [
                "startDateTime": "2024-01-01T00:00:00Z", "endDateTime": "2024-12-31T00:00:00Z",
            ]
        }
        if withUnknown { body["xKept"] = ["list": [1, 2.50]] }
        return body
    }

    /// Returns a body that must be rejected after an error is introduced, with text by which it could be found.
    func refused(_ marker: String) -> JSONObject {
        var body = plain(marker, "refused")
        if let groupAttribute { body[groupAttribute] = .string(Self.refusedText(marker)) }
        return body
    }

    /// Values of the wrong type for some attributes.
    var wrongValues: [(attribute: String, value: JSONValue)] {
        let type = description.model.rows.first { $0.name == "@type" }?.name
        let values: [(String?, JSONValue)] = [
            (keyAttribute, ["wrong": [true]]), (nestedPath?.outer, "wrong"), (arrayAttribute, ["id": 1]), (type, 5),
        ]
        return values.compactMap { name, value in name.map { ($0, value) } }
    }

    /// Returns a change of a resource that does not exist, with the marker in case it is created.
    func unknownChange(_ marker: String) -> JSONObject {
        var change = JSONObject()
        if let keyAttribute { change[keyAttribute] = .string("Changed \(marker)") }
        if let groupAttribute, isGroupPatchable { change[groupAttribute] = .string(Self.groupText(marker)) }
        if change.isEmpty { change[Self.unknownAttribute] = ["run": .string(marker)] }
        return change
    }

    /// Returns the texts by which the resources of a run can be found.
    func traces(_ marker: String) -> OwnTraces {
        if let groupAttribute {
            return OwnTraces(
                ofAll: [(groupAttribute, Self.groupText(marker))], ofLost: [(groupAttribute, Self.refusedText(marker))])
        }
        guard let keyAttribute else { return OwnTraces() }
        return OwnTraces(
            ofLost: [Self.specialText, "2", "3", "4", "refused"].map { (keyAttribute, keyText(marker, $0)) })
    }

    /// Returns the body of a resource with many kinds of values in known attributes.
    func rich(_ marker: String) -> JSONObject {
        var body = plain(marker, Self.specialText)
        for member in description.richSample where ![keyAttribute, groupAttribute].contains(member.name) {
            body[member.name] = member.value
        }
        return body
    }

    /// Returns a body extended by attributes that no definition contains, at several depths.
    func extended(_ body: JSONObject, _ marker: String) -> JSONObject {
        var body = body
        body[Self.unknownAttribute] = [
            "run": .string(marker), "nothing": nil, "flags": [true, false], "empty": [:], "list": [],
            "integer": 9_007_199_254_740_993, "long": .number("12345678901234567890.0125"),
            "trailing": .number("1.50"), "exponent": .number("1.5e-7"), "nested": [["a": ["b\u{FC}": ["c": "d/e"]]]],
        ]
        guard let name = nestedPath?.outer else { return body }
        if case .array(var elements)? = body[name], case .object(var element)? = elements.first {
            element["xDeep"] = ["note": "kept"]
            elements[0] = .object(element)
            body[name] = .array(elements)
        } else if case .object(var element)? = body[name] {
            element["xDeep"] = ["note": "kept"]
            body[name] = .object(element)
        }
        return body
    }

    // MARK: - Changes

    /// Returns the first change of a resource with its name, or `nil` if PATCH may not change any attribute known to
    /// the run.
    func firstChange(_ marker: String) -> JSONObject? {
        if let keyAttribute { return [keyAttribute: .string(keyText(marker, "5 changed"))] }
        return changes(marker).first?.change
    }

    /// Returns further changes in order, and the rules that they test.
    func changes(_ marker: String) -> [(name: String, change: JSONObject, rule: ConformanceRule)] {
        let key = keyAttribute.map { ($0, keyText(marker, "6 changed")) }
        var result: [(name: String, change: JSONObject, rule: ConformanceRule)] = []
        if let (attribute, text) = status ?? key {
            result.append(("A change in a merge patch", [attribute: .string(text)], PatchRules.applied))
        }
        if let arrayChange {
            result.append(("An array", [arrayChange.attribute: arrayChange.after], PatchRules.arrays))
        }
        if let periodAttribute {
            result += [
                ("A part of an object", [periodAttribute: ["endDateTime": "2024-06-30T00:00:00Z"]], PatchRules.merges),
                ("null in an object", [periodAttribute: ["endDateTime": nil]], PatchRules.nullRemoves),
            ]
        }
        if let arrayChange { result.append(("null", [arrayChange.attribute: nil], PatchRules.nullRemoves)) }
        return result
    }
}

extension JSONValue {
    /// Returns the number with a text, or `null` if the text is not a number.
    fileprivate static func number(_ text: String) -> JSONValue {
        JSONNumber(text).map { .number($0) } ?? .null
    }
}
