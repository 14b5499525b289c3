import TMForum

/// Checks the resources in a file.
enum ResourceCheck {
    /// A finding about a resource, with its place.
    struct Row: Sendable, Hashable {
        var file: String
        /// The position of the resource in the file, from 1.
        var row: Int
        /// The line of the resource, from 1, or `nil` if the resources are not on lines of their own.
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

    /// A resource whose type cannot be recognized.
    struct UnknownResource: Error, CustomStringConvertible {
        var row: Int

        /// A description of the problem in one sentence.
        var description: String {
            "cannot tell whether row \(row) is \(NamedResource.all.map(\.name).joined(separator: " or ")): "
                + "use '--resource'"
        }
    }

    /// Returns all findings of the resources, in their order; a line that is not JSON has one.
    static func rows(
        in pieces: [ResourceFile.Piece], of file: String, options: ValidateOptions
    ) throws(UnknownResource) -> [Row] {
        var rows: [Row] = []
        for (position, piece) in pieces.enumerated() {
            let document = try? JSONDocument(parsing: piece.bytes, limits: ResourceFile.limits)
            // Text that is not JSON gives the same finding for every type.
            let told = document.map { resource(of: $0.root) } ?? NamedResource.all.first
            guard let resource = options.resource ?? told else { throw UnknownResource(row: position + 1) }
            // An array where a resource should be is not a list of resources.
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

    /// Returns the type of a resource, or `nil` if it is ambiguous.
    ///
    /// The type is the one that `@type`, otherwise `@baseType`, names. If several remain, it is the only one that has an
    /// attribute of the resource that no other type has.
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
