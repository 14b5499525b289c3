/// The kind of an event that tells of a resource as a whole.
public protocol ResourceEventKind: EventKind {
    /// The attributes of the event; a stored static property, as making the set takes time.
    static var attributes: AttributeSet<ResourceEvent<Self>> { get }
}
