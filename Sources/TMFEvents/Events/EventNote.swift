public import TMFJSON
public import TMFModels
import TMFStore

/// The facts about a commit that its events report: an identifier, the time, and the request that it belongs to.
///
/// A service with a hub keeps such a note with every commit. Code that changes a store directly does the same, so that
/// its events have a time:
///
/// ```swift
/// try await store.commit([.create(key, document)], note: EventNote(id: "7", time: .now()).json)
/// ```
///
/// The events of a commit without a note have no time, and identifiers that are derived from the changes.
public struct EventNote: Sendable, Hashable {
    /// The identifier of the commit, from which those of its events are made.
    ///
    /// It must be unique among all commits, also after a backup has been restored, so that receivers do not mistake an
    /// event for another one.
    public var id: String
    /// The time of the commit, or `nil` if it is unknown.
    public var time: Timestamp?
    /// The identifier that the events share with others of the same cause, or `nil` for the identifier of the commit.
    public var correlationID: String?
    /// A Boolean value that indicates whether the commit has no events, such as the import of existing resources.
    public var isSilent: Bool

    /// Creates a note.
    ///
    /// - Parameters:
    ///   - id: The identifier of the commit.
    ///   - time: The time of the commit.
    ///   - correlationID: The identifier that the events share with others of the same cause.
    ///   - isSilent: Whether the commit has no events.
    public init(id: String, time: Timestamp?, correlationID: String? = nil, isSilent: Bool = false) {
        (self.id, self.time) = (id, time)
        (self.correlationID, self.isSilent) = (correlationID, isSilent)
    }

    /// Creates a note from its JSON, or returns `nil` if that is the note of another program.
    ///
    /// - Parameter json: The note of a commit.
    public init?(_ json: JSONObject) {
        let isSilent = json["silent"] == true
        guard let id = json["event"]?.stringValue ?? (isSilent ? "" : nil) else { return nil }
        self.init(
            id: id, time: json["time"]?.stringValue.flatMap { try? Timestamp($0) },
            correlationID: json["correlation"]?.stringValue, isSilent: isSilent)
    }

    /// The note as JSON, in the form that commits keep.
    public var json: JSONObject {
        var json: JSONObject =
            if let time { ["event": .string(id), "time": .string(time.text)] } else { ["event": .string(id)] }
        if let correlationID { json["correlation"] = .string(correlationID) }
        if isSilent { json["silent"] = true }
        return json
    }
}
