public import TMFJSON
import TMFModels
import TMFQuery

/// Whether references to other resources must lead somewhere.
///
/// ```swift
/// let references = ReferencePolicy(.strict) { reference in
///     try await partyDirectory.contains(reference.id)
/// }
/// ```
///
/// It is asked about every reference of a new resource, and about those that a patch changes; about the same target once a
/// request.
public struct ReferencePolicy: Sendable {
    /// The treatment of a reference that leads nowhere.
    @nonexhaustive
    public enum Handling: Sendable, Hashable {
        /// The request is refused.
        case strict
        /// The request is carried out, and the summary of the request says so.
        case warn
    }

    /// A reference to another resource.
    public struct Reference: Sendable, Hashable {
        /// The place of the reference in the resource.
        public var pointer: JSONPointer
        /// The identifier of what is referred to, if there is one.
        public var id: String?
        /// The address of what is referred to, if there is one.
        public var href: String?
        /// The type of what is referred to (`@referredType`), if there is one.
        public var referredType: String?

        /// Creates a reference.
        ///
        /// - Parameters:
        ///   - pointer: The place of the reference in the resource.
        ///   - id: The identifier of what is referred to.
        ///   - href: The address of what is referred to.
        ///   - referredType: The type of what is referred to.
        public init(
            pointer: JSONPointer = JSONPointer(), id: String? = nil, href: String? = nil, referredType: String? = nil
        ) {
            self.pointer = pointer
            self.id = id
            self.href = href
            self.referredType = referredType
        }
    }

    /// The treatment of a reference that leads nowhere.
    public var handling: Handling
    /// Returns whether a reference leads somewhere; an error refuses the request.
    public var resolves: @Sendable (Reference) async throws -> Bool

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - handling: The treatment of a reference that leads nowhere.
    ///   - resolves: Returns whether a reference leads somewhere.
    public init(_ handling: Handling, resolves: @escaping @Sendable (Reference) async throws -> Bool) {
        self.handling = handling
        self.resolves = resolves
    }
}

extension ReferencePolicy {
    /// The references at some paths of a resource that another state of it does not have.
    static func references(
        at paths: [FieldPath], in resource: JSONObject, notIn before: JSONObject?
    ) -> [ReferencePolicy.Reference] {
        var found: [ReferencePolicy.Reference] = []
        for path in paths {
            let known =
                before.map { Self.values(at: path.names[...], in: .object($0), JSONPointer()).map(\.value) } ?? []
            for (pointer, value) in Self.values(at: path.names[...], in: .object(resource), JSONPointer()) {
                guard let object = value.objectValue, !known.contains(value) else { continue }
                found.append(
                    ReferencePolicy.Reference(
                        pointer: pointer, id: object["id"]?.stringValue, href: object["href"]?.stringValue,
                        referredType: object["@referredType"]?.stringValue))
            }
        }
        return found
    }

    /// The values that names lead to, through arrays too.
    private static func values(
        at names: ArraySlice<String>, in value: JSONValue, _ pointer: JSONPointer
    ) -> [(pointer: JSONPointer, value: JSONValue)] {
        if let elements = value.arrayValue {
            return elements.enumerated().flatMap { values(at: names, in: $1, pointer.appending(index: $0)) }
        }
        guard let name = names.first else { return [(pointer, value)] }
        guard let next = value.objectValue?[name] else { return [] }
        return values(at: names.dropFirst(), in: next, pointer.appending(name))
    }
}
