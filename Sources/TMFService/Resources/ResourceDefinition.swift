public import TMFJSON
public import TMFModels
import TMFQuery
public import TMFStore

/// A type of resource that a service serves: its description, what can be done with it, and rules beyond those of its model.
///
/// ```swift
/// let service = APIService(store: store, resources: .standard + [ResourceDefinition(individual)])
/// ```
public struct ResourceDefinition: Sendable {
    /// The description of the type of resource.
    public let description: ResourceDescription
    /// The supported operations; all but ``ServiceOperation/bulk`` unless something else is given.
    ///
    /// OPTIONS is always answered.
    public var operations: Set<ServiceOperation>
    /// The statuses that may follow each other, or `nil` if any may follow any.
    public var transitions: StatusTransitions?
    /// Returns the findings of a resource by further rules; `nil` for no further rules.
    ///
    /// On create it is asked about the body of the request, on PATCH about the resource that would come of it. It may be
    /// asked about what is wrong already by other rules.
    public var check: (@Sendable (_ resource: JSONElement, _ operation: ValidationOperation) -> [Finding])?

    /// The path of the collection, percent-encoded, such as `/tmf-api/partyInteraction/v4/partyInteraction`.
    public let path: String
    /// The segments of the path, decoded.
    let segments: [String]

    /// Creates a definition.
    ///
    /// - Parameters:
    ///   - description: The description of the type of resource. A name of its collection that begins with a dot is the
    ///     service's own; this is a precondition.
    ///   - operations: The supported operations.
    ///   - transitions: The statuses that may follow each other.
    ///   - check: Returns what is wrong with a resource by further rules.
    public init(
        _ description: ResourceDescription,
        operations: Set<ServiceOperation> = [.list, .create, .read, .patch, .delete],
        transitions: StatusTransitions? = nil,
        check: (@Sendable (_ resource: JSONElement, _ operation: ValidationOperation) -> [Finding])? = nil
    ) {
        precondition(
            !description.collection.hasPrefix("."),
            "Collection names that start with a dot are reserved for the service.")
        self.description = description
        self.operations = operations
        self.transitions = transitions
        self.check = check
        segments = description.pathSegments
        path = description.path
    }

    /// The last segment of the collection's path, such as `partyInteraction`.
    public var name: String { description.name }
    /// The collection of the store.
    public var collection: CollectionName { CollectionName(rawValue: description.collection) }
    /// The value of `@type` where a client gives none.
    public var typeName: String { description.typeName }

    /// Returns the path of a resource.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path, percent-encoded.
    public func path(of id: String) -> String { PercentEncoding.path(path, appending: id) }
}

extension [ResourceDefinition] {
    /// The resources of both APIs, version 4.0.0, at their own base paths.
    public static let standard = [ResourceDescription].standard.map { ResourceDefinition($0) }
}
