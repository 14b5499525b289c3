public import TMFJSON
import TMFModels
import TMFQuery

/// A policy that determines whether references to other resources must resolve.
///
/// ```swift
/// let references = ReferencePolicy(.strict) { reference in
///     try await partyDirectory.contains(reference.id)
/// }
/// ```
///
/// The policy is asked about every reference of a new resource and about the references that a patch changes, but only
/// once for each target of a request.
public struct ReferencePolicy: Sendable {
    /// The handling of a reference that does not resolve.
    @nonexhaustive
    public enum Handling: Sendable, Hashable {
        /// The request is refused.
        case strict
        /// The request is carried out, and its summary has a warning.
        case warn
    }

    /// A reference to another resource.
    public struct Reference: Sendable, Hashable {
        /// The place of the reference in the resource.
        public var pointer: JSONPointer
        /// The identifier of the referenced resource, if there is one.
        public var id: String?
        /// The address of the referenced resource, if there is one.
        public var href: String?
        /// The type of the referenced resource (`@referredType`), if there is one.
        public var referredType: String?

        /// Creates a reference.
        ///
        /// - Parameters:
        ///   - pointer: The place of the reference in the resource.
        ///   - id: The identifier of the referenced resource.
        ///   - href: The address of the referenced resource.
        ///   - referredType: The type of the referenced resource.
        public init(
            pointer: JSONPointer = JSONPointer(), id: String? = nil, href: String? = nil, referredType: String? = nil
        ) {
            self.pointer = pointer
            self.id = id
            self.href = href
            self.referredType = referredType
        }
    }

    /// The handling of a reference that does not resolve.
    public var handling: Handling
    /// Returns whether a reference resolves.
    ///
    /// An error refuses the request.
    public var resolves: @Sendable (Reference) async throws -> Bool

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - handling: The handling of a reference that does not resolve.
    ///   - resolves: Returns whether a reference resolves.
    public init(_ handling: Handling, resolves: @escaping @Sendable (Reference) async throws -> Bool) {
        self.handling = handling
        self.resolves = resolves
    }
}

extension ReferencePolicy {
    /// Returns the references at some paths of a resource that another state of it does not have.
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

    /// Returns the values at a path of names, also through arrays.
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
