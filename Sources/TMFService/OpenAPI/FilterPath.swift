import TMFJSON
import TMFModels
import TMFQuery

/// A path to an attribute that queries can filter by.
struct FilterPath {
    /// The names on the wire, separated by dots.
    let name: String
    /// The type of the attribute, or of its elements.
    let type: AttributeType
    /// A Boolean value that indicates whether the path cannot continue to an attribute of a model.
    let isLeaf: Bool

    /// A Boolean value that indicates whether the query language reserves the name.
    var isReserved: Bool { ReservedParameter(rawValue: name) != nil }

    /// The schema of a value to compare with: any text, except for dates.
    var schema: JSONValue {
        type == .dateTime ? .object(OpenAPIWriter.dateTime) : ["type": "string"]
    }

    /// A regular expression for the path, which may continue below a value with unknown members.
    var pattern: String {
        let text = RegularExpression.escaped(name)
        switch type {
        case .any, .map: return text + "(\\..+)?"
        default: return text
        }
    }

    /// Returns all paths of a model, except for those that contain the same model twice.
    static func all(of model: any Model.Type) -> [FilterPath] { paths(of: model, below: "", []) }

    private static func paths(
        of model: any Model.Type, below prefix: String, _ above: [ObjectIdentifier]
    ) -> [FilterPath] {
        let above = above + [ObjectIdentifier(model)]
        return model.rows.flatMap { attribute -> [FilterPath] in
            // A dot in a name could not be distinguished from a separator.
            guard !attribute.name.contains(".") else { return [] }
            let name = prefix + attribute.name
            let value = attribute.valueType as? any Model.Type
            let path = FilterPath(name: name, type: attribute.type, isLeaf: value == nil)
            guard let value, !above.contains(ObjectIdentifier(value)) else { return [path] }
            return [path] + paths(of: value, below: name + ".", above)
        }
    }
}
