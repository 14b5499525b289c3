/// The members of one operation as a patch has them, with those that its kind has no use for left out.
struct PatchMembers {
    var kind: JSONPatch.Operation.Kind
    var path: String
    var from: String?
    var value: JSONValue?

    /// The operations of a patch; one of a query may stand without its array, and call `remove` `delete`.
    static func all(
        in json: JSONValue, limits: JSONPatch.Limits, isQuery: Bool = false
    ) throws(JSONPatchError) -> [PatchMembers] {
        let operations: [JSONValue]
        switch json {
        case .array(let elements): operations = elements
        case .object where isQuery: operations = [json]
        default: throw JSONPatchError(.invalidDocument)
        }
        guard operations.count <= limits.operations else { throw JSONPatchError(.limitExceeded) }
        var members: [PatchMembers] = []
        members.reserveCapacity(operations.count)
        for (position, operation) in operations.enumerated() {
            members.append(try PatchMembers(operation, at: position, isQuery: isQuery))
        }
        return members
    }

    private init(_ json: JSONValue, at position: Int, isQuery: Bool) throws(JSONPatchError) {
        guard case .object(let object) = json else { throw JSONPatchError(.invalidDocument, operation: position) }
        let written = object["path"]?.stringValue ?? ""
        func failure(_ code: JSONPatchError.Code) -> JSONPatchError {
            JSONPatchError(code, operation: position, path: written)
        }
        func text(_ name: String) throws(JSONPatchError) -> String {
            guard let value = object[name] else { throw failure(.missingMember) }
            guard case .string(let text) = value else { throw failure(.invalidPointer) }
            return text
        }
        guard let name = object["op"] else { throw failure(.missingMember) }
        guard case .string(let name) = name, let kind = Self.kind(name, isQuery: isQuery) else {
            throw failure(.invalidOperation)
        }
        self.kind = kind
        path = try text("path")
        from = kind.takesSource ? try text("from") : nil
        value = kind.takesValue ? object["value"] : nil
        if kind.takesValue, value == nil { throw failure(.missingMember) }
    }

    private static func kind(_ name: String, isQuery: Bool) -> JSONPatch.Operation.Kind? {
        isQuery && name == "delete" ? .remove : JSONPatch.Operation.Kind(rawValue: name)
    }
}
