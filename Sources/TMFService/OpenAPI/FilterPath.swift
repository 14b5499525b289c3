import TMFJSON
import TMFModels
import TMFQuery

/// A path to an attribute that a query can ask for.
struct FilterPath {
    /// The names on the wire, with dots between them.
    let name: String
    /// The type of the attribute, or of its elements.
    let type: AttributeType
    /// Whether no attribute of a model lies below it.
    let isLeaf: Bool

    /// Whether the query language has the name for something else.
    var isReserved: Bool { ReservedParameter(rawValue: name) != nil }

    /// The schema of a value to compare with: any text, but for dates.
    var schema: JSONValue {
        type == .dateTime
            ? ["type": "string", "anyOf": [["format": "date-time"], ["format": "date"]]] : ["type": "string"]
    }

    /// A regular expression for the path, which goes on below a value whose members are not known.
    var pattern: String {
        let special: Set<Character> = ["\\", "^", "$", ".", "|", "?", "*", "+", "(", ")", "[", "]", "{", "}"]
        let text = String(name.flatMap { special.contains($0) ? ["\\", $0] : [$0] })
        switch type {
        case .any, .map: return text + "(\\..+)?"
        default: return text
        }
    }

    /// Returns all paths of a model but those that go through one model twice.
    static func all(of model: any Model.Type) -> [FilterPath] { paths(of: model, below: "", []) }

    private static func paths(
        of model: any Model.Type, below prefix: String, _ above: [ObjectIdentifier]
    ) -> [FilterPath] {
        let above = above + [ObjectIdentifier(model)]
        return model.rows.flatMap { attribute -> [FilterPath] in
            // A dot in a name would have to be told from those between names.
            guard !attribute.name.contains(".") else { return [] }
            let name = prefix + attribute.name
            let value = attribute.valueType as? any Model.Type
            let path = FilterPath(name: name, type: attribute.type, isLeaf: value == nil)
            guard let value, !above.contains(ObjectIdentifier(value)) else { return [path] }
            return [path] + paths(of: value, below: name + ".", above)
        }
    }
}
