/// The names of the events of a type of resource.
public struct EventNames: Sendable, Hashable {
    /// The event of a resource that was created.
    public var create: String
    /// The event of a resource of which attributes other than the status changed.
    public var attributeValueChange: String
    /// The event of a resource whose status changed.
    public var statusChange: String
    /// The event of a resource that was deleted.
    public var delete: String

    /// Creates names.
    ///
    /// - Parameters:
    ///   - create: The event of a resource that was created.
    ///   - attributeValueChange: The event of a resource of which attributes other than the status changed.
    ///   - statusChange: The event of a resource whose status changed.
    ///   - delete: The event of a resource that was deleted.
    public init(create: String, attributeValueChange: String, statusChange: String, delete: String) {
        self.create = create
        self.attributeValueChange = attributeValueChange
        self.statusChange = statusChange
        self.delete = delete
    }
}
