package import TMFJSON
import TMFModels
import TMFStore

extension SubscriptionState {
    /// The state as the store keeps it.
    package var json: JSONObject {
        var json: JSONObject = [
            "status": .string(status.rawValue), "cursor": .string(cursor.description),
            "number": .number(JSONNumber(number)),
        ]
        json["reason"] = reason.map { .string($0.rawValue) }
        json["since"] = since.map { .string($0.text) }
        if failures > 0 { json["failures"] = .number(JSONNumber(failures)) }
        if unavailability > .zero {
            json["unavailableSeconds"] = .number(JSONNumber(unavailability.components.seconds))
        }
        if replay > 0 { json["replay"] = .number(JSONNumber(replay)) }
        json["replayEnd"] = replayEnd.map { .string($0.description) }
        if wakeUps > 0 { json["wakeUps"] = .number(JSONNumber(wakeUps)) }
        if hasMissedEvents { json["missed"] = true }
        return json
    }

    /// Reads a state as the store keeps it, or returns `nil` if it is none.
    package init?(_ document: JSONDocument) {
        let json = document.root
        guard let cursor = json["cursor"]?.stringValue.flatMap({ EventCursor($0) }) else { return nil }
        self.init(after: cursor)
        status = json["status"]?.stringValue.flatMap { Status(rawValue: $0) } ?? .active
        reason = json["reason"]?.stringValue.flatMap { Reason(rawValue: $0) }
        since = json["since"]?.stringValue.flatMap { try? Timestamp($0) }
        number = json.number("number")
        failures = Int(clamping: json.number("failures"))
        unavailability = .seconds(Int64(clamping: json.number("unavailableSeconds")))
        replay = json.number("replay")
        replayEnd = json["replayEnd"]?.stringValue.flatMap { EventCursor($0) }
        wakeUps = json.number("wakeUps")
        hasMissedEvents = json["missed"]?.boolValue ?? false
    }
}
