import TMFConformance
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
            "row \(row) does not tell whether it is an interaction or a customer: name it with '--resource'"
        }
    }

    /// Returns all findings of the resources, in their order; a line that is not JSON has one.
    static func rows(
        in pieces: [ResourceFile.Piece], of file: String, options: ValidateOptions
    ) throws(UnknownResource) -> [Row] {
        var rows: [Row] = []
        for (position, piece) in pieces.enumerated() {
            let document = try? JSONDocument(parsing: piece.bytes, limits: ResourceFile.limits)
            var resource: ValidateOptions.Resource? = options.resource
            // What is not JSON is no resource of either kind, and the same finding of both.
            if options.resource == .auto { resource = document.map { self.resource(of: $0.root) } ?? .customer }
            guard let resource else { throw UnknownResource(row: position + 1) }
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
        of resource: ValidateOptions.Resource, profile: ValidationProfile
    ) -> ResourceValidator {
        var validator = ResourceValidator(
            profile: profile, resource: resource == .customer ? .customerV4 : .partyInteractionV4)
        validator.findingLimit = .max
        validator.limits = ResourceFile.limits
        return validator
    }

    /// What a resource is by its `@type`, or else by the attributes that only one of the two has.
    static func resource(of element: JSONElement) -> ValidateOptions.Resource? {
        for name in ["@type", "@baseType"] {
            switch element[name]?.stringValue {
            case PartyInteraction.typeName: return .partyInteraction
            case Customer.typeName: return .customer
            default: continue
            }
        }
        let names = Set(element.members.map(\.name))
        let (interaction, customer) = (
            !names.isDisjoint(with: onlyOfInteractions), !names.isDisjoint(with: onlyOfCustomers)
        )
        return interaction == customer ? nil : interaction ? .partyInteraction : .customer
    }

    private static let onlyOfInteractions = Set(PartyInteraction.attributes.names).subtracting(
        Customer.attributes.names)
    private static let onlyOfCustomers = Set(Customer.attributes.names).subtracting(PartyInteraction.attributes.names)
}
