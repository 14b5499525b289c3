import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// A definition, prepared once for all requests.
///
/// It is a class, because a request passes it from part to part, and a copy would count a reference for each of its
/// properties.
final class ServedResource: Sendable {
    let definition: ResourceDefinition
    let collection: CollectionName
    let path: String
    let typeName: String
    /// The names of the attributes that PATCH must not change.
    let notPatchable: [String]
    /// Those of `id` and `href` that the model does not declare as set by the server, although they always are.
    private let unguarded: [String]

    init(_ definition: ResourceDefinition) {
        self.definition = definition
        collection = definition.collection
        path = definition.path
        typeName = definition.typeName
        let managed = ["id", "href"]
        let description = definition.description
        notPatchable = managed + description.attributes(with: .notPatchable).filter { !managed.contains($0) }
        let guarded = description.attributes(with: .setByServer)
        unguarded = managed.filter { !guarded.contains($0) }
    }

    var description: ResourceDescription { definition.description }

    func path(of id: String) -> String { definition.path(of: id) }

    /// Returns the members that a new resource gets if the client does not provide them.
    func defaults(at now: Timestamp) -> JSONObject {
        var members = description.defaults
        for date in description.creationDates { members.set(.string(now.text), at: date.names[...]) }
        if members["@type"] == nil { members["@type"] = .string(typeName) }
        return members
    }

    /// Returns the findings of a resource, and the indexes of the values of its attributes that are `null`.
    func check(
        _ element: JSONElement, for operation: ValidationOperation, _ options: ValidationOptions
    ) -> (findings: [Finding], nulls: [Int]) {
        var (findings, nulls) = description.check(element, for: operation, options: options)
        if operation == .create {
            findings += unguarded.filter { !(element[$0]?.isNull ?? true) }
                .map { Finding(.setByServer, at: JSONPointer(tokens: [$0]), "\($0) is set by the server") }
        }
        if let check = definition.check { findings += check(element, operation) }
        return (findings, nulls)
    }
}

extension JSONObject {
    /// Sets the value at a path of names, and replaces values along the path that are not objects.
    fileprivate mutating func set(_ value: JSONValue, at names: ArraySlice<String>) {
        guard let name = names.first else { return }
        guard names.count > 1 else {
            self[name] = value
            return
        }
        var object = self[name]?.objectValue ?? [:]
        object.set(value, at: names.dropFirst())
        self[name] = .object(object)
    }
}
