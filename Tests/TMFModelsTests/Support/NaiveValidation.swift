import TMFJSON
import TMFModels

/// The rules of validation once more, stated as plainly as can be, over values instead of text.
struct NaiveValidation {
    /// A code and a place, which is all that has to agree.
    struct Report: Hashable, CustomStringConvertible {
        var code: String
        var pointer: String

        var description: String { "\(code) \(pointer)" }
    }

    var operation: ValidationOperation
    var profile: ValidationProfile
    var refusesUnknown: Bool

    func reports<Root: Model>(
        _ json: JSONValue, _: Root.Type, at place: String = "", refinements: [String: AttributeRules] = [:]
    ) -> [Report] {
        guard case .object(let object) = json else { return [Report(code: "typeMismatch", pointer: place)] }
        var reports: [Report] = []
        for row in Root.rows {
            let here = place + "/" + row.name
            let rules = row.rules.union(refinements[row.name] ?? [])
            let isServers = operation == .create && place.isEmpty && rules.contains(.setByServer)
            let isMandatory =
                !isServers
                && rules.contains(profile == .certification ? .mandatoryForCertification : .mandatoryInSpecification)
            guard let value = object[row.name], !value.isNull else {
                if isMandatory { reports.append(Report(code: "missing", pointer: here)) }
                continue
            }
            if isServers {
                reports.append(Report(code: "setByServer", pointer: here))
            } else if case .array(let elements) = value, row.isArray {
                if elements.isEmpty, isMandatory { reports.append(Report(code: "missing", pointer: here)) }
                for (position, element) in elements.enumerated() {
                    reports += one(element, row, "\(here)/\(position)")
                }
            } else if row.isArray || (value.kind == .array && row.type != .any) {
                reports.append(Report(code: "cardinality", pointer: here))
            } else {
                reports += one(value, row, here)
            }
        }
        if refusesUnknown { reports += unknown(object, Root.self, place) }
        if Root.self == TimePeriod.self, let start = try? object["startDateTime"]?.stringValue.map(Timestamp.init(_:)),
            let end = try? object["endDateTime"]?.stringValue.map(Timestamp.init(_:)), end < start
        {
            reports.append(Report(code: "periodOrder", pointer: place + "/endDateTime"))
        }
        return reports
    }

    private func unknown<Root: Model>(_ object: JSONObject, _: Root.Type, _ place: String) -> [Report] {
        if Root.self == EntityValue.self || Root.self == RelatedEntityRefOrValue.self { return [] }
        if let type = object["@type"]?.stringValue, type != Root.typeName { return [] }
        let known = Root.attributes.names + ["@type", "@baseType", "@schemaLocation"]
        return object.map(\.name).filter { !known.contains($0) }.map {
            Report(code: "unknownAttribute", pointer: place + "/" + $0)
        }
    }

    private func one(_ value: JSONValue, _ row: AttributeRow, _ place: String) -> [Report] {
        var code: String?
        switch (row.type, value) {
        case (.any, _), (.string, .string), (.number, .number), (.boolean, .bool): break
        case (.dateTime, .string(let text)): if (try? Timestamp(text)) == nil { code = "invalidFormat" }
        case (.uri, .string(let text)): if !isURI(text) { code = "invalidFormat" }
        case (.integer, .number(let number)): if !number.isInteger { code = "typeMismatch" }
        case (.object, .object):
            if let model = row.valueType as? any Model.Type {
                return reports(value, model, at: place, refinements: row.refinements)
            }
        default: code = "typeMismatch"
        }
        return code.map { [Report(code: $0, pointer: place)] } ?? []
    }

    /// Good for the texts of the generator alone, none of which has a colon or a bracket.
    private func isURI(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && !"\"\\<>{}|^`".unicodeScalars.contains(scalar)
                && (scalar.isASCII || profile == .certification)
        }
    }
}
