public import TMFJSON
public import TMFModels
public import TMFStore

/// Something that happened to a resource, as a reader of events sees it.
///
/// An event is derived from a commit and is not stored. It is the same, with the same identifier and the same text,
/// whenever and wherever it is derived.
public struct PublishedEvent: Sendable {
    /// The contents, which all copies share: an event waits for many listeners at the same time.
    final class Contents: Sendable {
        let kind: Kind
        let cursor: EventCursor
        let id: String
        let key: ResourceKey
        let before: JSONDocument?
        let after: JSONDocument?
        let attributes: [String]
        let time: Timestamp?
        let correlationID: String
        let subject: EventSubject
        let members: JSONObject

        init(
            _ cause: EventCause, at cursor: EventCursor, id: String, of key: ResourceKey, before: JSONDocument?,
            after: JSONDocument?, time: Timestamp?, correlationID: String, _ subject: EventSubject,
            members: JSONObject = [:]
        ) {
            (kind, attributes) = (cause.kind, cause.attributes)
            (self.cursor, self.id, self.key, self.before, self.after) = (cursor, id, key, before, after)
            (self.time, self.correlationID, self.subject, self.members) = (time, correlationID, subject, members)
        }
    }

    private let contents: Contents

    init(_ contents: Contents) { self.contents = contents }

    /// The kind of change.
    public var kind: Kind { contents.kind }
    /// The position of the event in the feed; a reader that resumes there misses nothing and repeats nothing.
    public var cursor: EventCursor { contents.cursor }
    /// The identifier of the event, which is the same for all readers and contains no dots.
    public var id: String { contents.id }
    /// The key of the resource.
    public var key: ResourceKey { contents.key }
    /// The resource before the change, as the reader sees it, or `nil` if it was created.
    public var before: JSONDocument? { contents.before }
    /// The resource after the change, as the reader sees it, or `nil` if it was deleted.
    public var after: JSONDocument? { contents.after }
    /// The names of the first-level attributes that the event reports; empty if the resource was created or deleted.
    public var attributes: [String] { contents.attributes }
    /// The time of the commit, or `nil` if it is unknown.
    public var time: Timestamp? { contents.time }
    /// The identifier that the event shares with others of the same cause.
    public var correlationID: String { contents.correlationID }
    /// The members that the application adds to the event.
    var members: JSONObject { contents.members }

    /// The type of resource.
    public var resource: ResourceDescription { contents.subject.description }
    /// The name of the event, such as `CustomerCreateEvent`.
    public var type: String { contents.subject.names[kind] }

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
