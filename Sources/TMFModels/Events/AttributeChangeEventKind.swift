/// The kind of an event that tells of changed values of a resource.
public protocol AttributeChangeEventKind: EventKind {
    /// The attributes of the event; a stored static property, as making the set takes time.
    static var attributes: AttributeSet<AttributeChangeEvent<Self>> { get }
}
