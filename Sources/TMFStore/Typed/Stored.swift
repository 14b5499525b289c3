public import TMFModels

/// A resource in a store, with its identifier and revision.
///
/// Dynamic members are the attributes of the resource:
///
/// ```swift
/// let stored = try await customers.fetch(id: "42")
/// print(stored?.name, stored?.revision)
/// ```
@dynamicMemberLookup
public struct Stored<Resource: ResourceModel>: Sendable, Hashable, Identifiable {
    /// The resource.
    public let value: Resource
    /// The identifier under which the store keeps the resource.
    public let id: String
    /// The number of the commit that created or last changed the resource.
    public let revision: UInt64

    init(_ value: Resource, id: String, revision: UInt64) {
        (self.value, self.id, self.revision) = (value, id, revision)
    }

    init(_ resource: StoredResource) throws(StoreError) {
        self.init(try Resource(resource.document, of: resource.key), id: resource.key.id, revision: resource.revision)
    }

    /// The value of an attribute.
    ///
    /// - Parameter keyPath: The key path of the attribute.
    public subscript<Value>(dynamicMember keyPath: KeyPath<Resource, Value>) -> Value { value[keyPath: keyPath] }
}
