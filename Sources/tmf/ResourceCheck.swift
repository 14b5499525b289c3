import TMForum

/// The check of the resources in a file.
enum ResourceCheck {
    /// Something that is wrong with a resource, and where.
    struct Row: Sendable, Hashable {
        var file: String
        /// The position of the resource in the file, counted from one.
        var row: Int
        /// The line of the resource, from one, where each has a line of its own.
        var line: Int?
        /// The identifier of the resource, or `nil` if it has none.
        var id: String?
        var finding: Finding

        /// The file, the row and the finding in one line.
        var description: String {
            let name = id.map { " (id \(JSONValue.string($0).description))" } ?? ""
            let pointer = finding.pointer.description
            let place = line.map { "line \($0), row \(row)" } ?? "row \(row)"
            return "\(file): \(place)\(name): \(pointer.isEmpty ? "" : pointer + " ")"
                + "\(finding.code.name): \(finding.message)"
        }
    }

    /// A resource that does not tell what it is.
    struct UnknownResource: Error, CustomStringConvertible {
        var row: Int

        /// The problem in one sentence.
        var description: String {
            "row \(row) does not tell whether it is \(NamedResource.all.map(\.name).joined(separator: " or ")): "
                + "name it with '--resource'"
        }
    }

    /// Returns all findings of the resources, in their order; a line that is not JSON has one.
    static func rows(
        in pieces: [ResourceFile.Piece], of file: String, options: ValidateOptions
    ) throws(UnknownResource) -> [Row] {
        var rows: [Row] = []
        for (position, piece) in pieces.enumerated() {
            let document = try? JSONDocument(parsing: piece.bytes, limits: ResourceFile.limits)
            // What is not JSON is no resource of any kind, and the same finding of all.
            let told = document.map { resource(of: $0.root) } ?? NamedResource.all.first
            guard let resource = options.resource ?? told else { throw UnknownResource(row: position + 1) }
            // An array in place of a resource is no list of them.
            let isList = document?.root.kind == .array
            let bytes = isList ? [UInt8(ascii: "[")] + piece.bytes + [UInt8(ascii: "]")] : piece.bytes
            for found in validator(of: resource, profile: options.profile).findings(in: bytes) {
                rows.append(
                    Row(file: file, row: position + 1, line: piece.line, id: found.id, finding: found.finding))
            }
        }
        return rows
    }

    private static func validator(
        of resource: NamedResource, profile: ValidationProfile
    ) -> ResourceValidator {
        var validator = ResourceValidator(profile: profile, resource: resource.description)
        validator.findingLimit = .max
        validator.limits = ResourceFile.limits
        return validator
    }

    /// What a resource is: the only one that its `@type`, or else its `@baseType`, names, or the only one of these that
    /// alone has some of its attributes.
    static func resource(of element: JSONElement, among known: [NamedResource] = NamedResource.all) -> NamedResource? {
        var known = known
        for name in ["@type", "@baseType"] {
            let named = known.filter { element[name]?.isString($0.description.typeName) ?? false }
            if named.isEmpty { continue }
            known = named
            break
        }
        guard known.count > 1 else { return known.first }
        let names = Set(element.members.map(\.name))
        let fitting = known.filter { resource in
            let others = known.filter { $0 != resource }.flatMap { attributes(of: $0) }
            return !names.isDisjoint(with: attributes(of: resource).subtracting(others))
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    private static func attributes(of resource: NamedResource) -> Set<String> {
        Set(resource.description.model.rows.map(\.name))
    }
}
