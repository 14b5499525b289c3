/// The names of the events that a resource type emits.
public struct EventNames: Sendable, Hashable {
    /// The name of the event for the creation of a resource.
    public var create: String
    /// The name of the event for a change of attributes other than the status.
    public var attributeValueChange: String
    /// The name of the event for a change of the status.
    public var statusChange: String
    /// The name of the event for the deletion of a resource.
    public var delete: String

    /// Creates names.
    ///
    /// - Parameters:
    ///   - create: The name of the event for the creation of a resource.
    ///   - attributeValueChange: The name of the event for a change of attributes other than the status.
    ///   - statusChange: The name of the event for a change of the status.
    ///   - delete: The name of the event for the deletion of a resource.
    public init(create: String, attributeValueChange: String, statusChange: String, delete: String) {
        self.create = create
        self.attributeValueChange = attributeValueChange
        self.statusChange = statusChange
        self.delete = delete
    }
}
