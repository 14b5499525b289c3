public import TMFJSON
public import TMFModels
public import TMFStore

/// Something that happened to a resource, as a reader of events sees it.
///
/// An event is derived from a commit and is not stored. It is the same, with the same identifier and the same text,
/// whenever and wherever it is derived.
public struct PublishedEvent: Sendable {
    /// The kind of change.
    public let kind: Kind
    /// The position of the event in the feed; a reader that resumes there misses nothing and repeats nothing.
    public let cursor: EventCursor
    /// The identifier of the event, which is the same for all readers and contains no dots.
    public let id: String
    /// The key of the resource.
    public let key: ResourceKey
    /// The resource before the change, as the reader sees it, or `nil` if it was created.
    public let before: JSONDocument?
    /// The resource after the change, as the reader sees it, or `nil` if it was deleted.
    public let after: JSONDocument?
    /// The names of the first-level attributes that the event reports; empty if the resource was created or deleted.
    public let attributes: [String]
    /// The time of the commit, or `nil` if it is unknown.
    public let time: Timestamp?
    /// The identifier that the event shares with others of the same cause.
    public let correlationID: String
    let subject: EventSubject
    /// The members that the application adds to the event.
    var members: JSONObject = [:]

    /// The type of resource.
    public var resource: ResourceDescription { subject.description }
    /// The name of the event, such as `CustomerCreateEvent`.
    public var type: String { subject.names[kind] }

    /// The state of the resource that the event is about: the one after the change or, if it was deleted, the last one.
    public var document: JSONDocument? { after ?? before }

    /// The number of bytes that the event keeps in memory.
    var size: Int { (before?.bytes.count ?? 0) + (after?.bytes.count ?? 0) + 256 }
}

/// A type of resource that has events, prepared once for all of them.
final class EventSubject: Sendable {
    let description: ResourceDescription
    let names: EventNames
    let collection: CollectionName

    /// Prepares a type of resource, or returns `nil` if it has no events.
    init?(_ description: ResourceDescription) {
        guard let names = description.events else { return nil }
        (self.description, self.names) = (description, names)
        collection = CollectionName(rawValue: description.collection)
    }
}
