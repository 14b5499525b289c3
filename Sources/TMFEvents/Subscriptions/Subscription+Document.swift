package import TMFJSON
import TMFModels
package import TMFStore

extension Subscription {
    /// A stored subscription that cannot be read.
    struct DocumentError: Error {}

    /// The subscription as the store keeps it.
    package var json: JSONObject {
        var json: JSONObject = ["id": .string(id), "callback": .string(callback.description)]
        if !query.text.isEmpty { json["query"] = .string(query.text) }
        let options = options.json(includesHeaders: true)
        if !options.isEmpty { json["delivery"] = .object(options) }
        json["scope"] = scope.json
        json["owner"] = owner.map { .string($0) }
        json["basePath"] = .string(basePath)
        json["created"] = .string(created.text)
        json["start"] = start.map { .string($0.description) }
        if epoch > 0 { json["epoch"] = .number(JSONNumber(epoch)) }
        json["rotated"] = rotated.map { .string($0.text) }
        if isPaused { json["paused"] = true }
        if wakeUps > 0 { json["wakeUps"] = .number(JSONNumber(wakeUps)) }
        if let replay {
            json["replay"] = [
                "number": .number(JSONNumber(replay.number)), "after": .string(replay.cursor.description),
            ]
        }
        return json
    }

    /// Reads a subscription as the store keeps it.
    ///
    /// - Parameters:
    ///   - resource: The stored subscription.
    ///   - rules: The rules for events, which the query refers to.
    /// - Throws: An error if the document is not a subscription, or was written for other types of resources.
    package init(_ resource: StoredResource, _ rules: EventRules) throws {
        let json = resource.document.root
        guard let callback = json["callback"]?.stringValue,
            let created = json["created"]?.stringValue.flatMap({ try? Timestamp($0) })
        else { throw DocumentError() }
        var rules = rules
        rules.limits = rules.limits.forKeptTexts
        var findings: [Finding] = []
        let options = json["delivery"].map { DeliveryOptions(JSONValue($0), &findings) } ?? DeliveryOptions()
        try self.init(
            id: resource.key.id, callback: CallbackURL(callback),
            query: EventQuery(parsing: json["query"]?.stringValue ?? "", of: rules), options: options,
            scope: EventScope(json["scope"].map { JSONValue($0) }), owner: json["owner"]?.stringValue,
            basePath: json["basePath"]?.stringValue ?? "", created: created)
        // The first version of the document does not know the number of the commit that it is made in.
        start = json["start"]?.stringValue.flatMap { EventCursor($0) } ?? EventCursor(after: resource.revision)
        epoch = json.number("epoch")
        rotated = json["rotated"]?.stringValue.flatMap { try? Timestamp($0) }
        isPaused = json["paused"]?.boolValue ?? false
        wakeUps = json.number("wakeUps")
        if let replay = json["replay"], let cursor = replay["after"]?.stringValue.flatMap({ EventCursor($0) }) {
            self.replay = Replay(number: replay.number("number"), cursor: cursor)
        }
    }
}

extension JSONElement {
    /// Returns a member that counts something, or 0 if there is none.
    func number(_ name: String) -> UInt64 { self[name]?.numberValue.flatMap { UInt64($0.text) } ?? 0 }
}
