public import TMFJSON
public import TMFModels
import TMFQuery
public import TMFStore

/// A type of resource that a service provides: its description, its operations, and rules beyond those of its model.
///
/// ```swift
/// let service = APIService(store: store, resources: .standard + [ResourceDefinition(individual)])
/// ```
public struct ResourceDefinition: Sendable {
    /// The description of the type of resource.
    public let description: ResourceDescription
    /// The supported operations; by default, all but ``ServiceOperation/bulk``.
    ///
    /// OPTIONS is always supported.
    public var operations: Set<ServiceOperation>
    /// The allowed transitions between statuses, or `nil` to allow all.
    public var transitions: StatusTransitions?
    /// Returns the findings of a resource according to additional rules, or `nil` if there are no such rules.
    ///
    /// On create, the resource is the body of the request; on PATCH, it is the resource with the patch applied. It may
    /// already violate other rules.
    public var check: (@Sendable (_ resource: JSONElement, _ operation: ValidationOperation) -> [Finding])?

    /// The path of the collection, percent-encoded, such as `/tmf-api/partyInteraction/v4/partyInteraction`.
    public let path: String
    /// The segments of the path, decoded.
    let segments: [String]

    /// Creates a definition.
    ///
    /// - Parameters:
    ///   - description: The description of the type of resource. The name of its collection must not start with a dot,
    ///     because such names are reserved for the service.
    ///   - operations: The supported operations.
    ///   - transitions: The allowed transitions between statuses.
    ///   - check: Returns the findings of a resource according to additional rules.
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
    /// The value of `@type` if the client provides none.
    public var typeName: String { description.typeName }

    /// Returns the path of a resource.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path, percent-encoded.
    public func path(of id: String) -> String { PercentEncoding.path(path, appending: id) }
}

extension [ResourceDefinition] {
    /// The resources of both APIs in version 4.0.0, at the base paths of the APIs.
    public static let standard = [ResourceDescription].standard.map { ResourceDefinition($0) }
}
