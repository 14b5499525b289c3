/// The members of an operation as written in a patch, without those that its kind does not use.
struct PatchMembers {
    var kind: JSONPatch.Operation.Kind
    var path: String
    var from: String?
    var value: JSONValue?

    /// Returns the operations of a patch; those of a query may be a single operation without an array, and may use
    /// `delete` for `remove`.
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
