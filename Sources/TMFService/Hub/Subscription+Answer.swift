import TMFEvents
import TMFJSON
import TMFModels

extension Subscription {
    /// Returns the subscription as its owner sees it.
    ///
    /// - Parameter secret: The secret, which only the response to the first registration contains.
    /// - Returns: The JSON of the subscription.
    func answer(secret: String? = nil) -> JSONObject {
        var json: JSONObject = ["id": .string(id), "callback": .string(callback.description)]
        if !query.text.isEmpty { json["query"] = .string(query.text) }
        json["secret"] = secret.map { .string($0) }
        let delivery = options.json(includesHeaders: false)
        if !delivery.isEmpty { json["delivery"] = .object(delivery) }
        return json
    }

    /// Returns the subscription as its owner sees it, with the progress of the delivery.
    ///
    /// - Parameters:
    ///   - state: The progress as the hub has last written it, or `nil` if it has not written any.
    ///   - newest: The number of the newest commit.
    /// - Returns: The JSON of the subscription.
    func answer(state: SubscriptionState?, newest: UInt64) -> JSONObject {
        var json = answer()
        json["state"] = .object(progress(state, newest: newest))
        return json
    }

    private func progress(_ state: SubscriptionState?, newest: UInt64) -> JSONObject {
        let status = state?.status ?? .active
        var json: JSONObject = ["status": .string(isPaused ? "paused" : status.rawValue)]
        json["reason"] = state?.reason.map { .string($0.rawValue) }
        json["since"] = state?.since.map { .string($0.text) }
        if let state, state.failures > 0 { json["failures"] = .number(JSONNumber(state.failures)) }
        json["eventNumber"] = .number(JSONNumber(state?.number ?? 0))
        if let settled = state?.cursor.commit ?? start?.commit {
            json["lag"] = ["commits": .number(JSONNumber(newest - min(settled, newest)))]
        }
        if state?.hasMissedEvents == true { json["missed"] = true }
        return json
    }
}
