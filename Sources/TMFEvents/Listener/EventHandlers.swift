import TMFJSON
import TMFModels
import TMFStore

/// A function that handles an event and returns the changes to make in the store.
typealias EventHandler = @Sendable (JSONDocument) async throws -> [StoreChange]

/// The handlers of a listener, by the names of the events that they handle.
struct EventHandlers: Sendable {
    private var handlers: [(name: String, handle: EventHandler)] = []
    private var unknown: [EventHandler] = []

    /// Adds a handler for an event.
    mutating func add(_ name: String, _ handle: @escaping EventHandler) { handlers.append((name, handle)) }

    /// Adds a handler for all events that have no other handler.
    mutating func addUnknown(_ handle: @escaping EventHandler) { unknown.append(handle) }

    /// Returns the handlers of an event, in the order in which they were added.
    ///
    /// - Parameter name: The name of the event, in any spelling.
    /// - Returns: The handlers, of which there may be none.
    func handlers(for name: String) -> [EventHandler] {
        let exact = handlers.filter { $0.name == name }
        guard exact.isEmpty else { return exact.map(\.handle) }
        let similar = handlers.filter { EventTypeNames.isSpelling(name, of: $0.name) }
        return similar.isEmpty ? unknown : similar.map(\.handle)
    }
}

extension EventTypeNames {
    /// Returns whether a name is another spelling of the name of an event.
    fileprivate static func isSpelling(_ name: String, of current: String) -> Bool {
        PublishedEvent.Kind.allCases.contains { kind in
            let endings = spellings(kind)
            return endings.contains { ending in
                guard current.hasSuffix(ending) else { return false }
                let resource = current.dropLast(ending.count)
                return !resource.isEmpty && endings.contains { name == resource + $0 }
            }
        }
    }
}

extension Model {
    /// The two spellings of the name of the attribute for the time at which a change happened.
    private static var spellings: [(String, String)] {
        [("timeOcurred", "timeOccurred"), ("timeOccurred", "timeOcurred")]
    }

    /// Reads an event of any version of the APIs.
    ///
    /// - Parameter event: The event.
    /// - Throws: `ModelMismatch` if the event is not an object.
    init(event: JSONElement) throws(ModelMismatch) {
        for (known, other) in Self.spellings {
            guard let value = event[other], !value.isNull, event[known]?.isNull ?? true else { continue }
            let names = Self.rows.map(\.name)
            guard names.contains(known), !names.contains(other), var object = JSONValue(event).objectValue else {
                continue
            }
            object[known] = object.removeValue(forName: other)
            try self.init(json: .object(object))
            return
        }
        try self.init(event)
    }
}
