import TMFEvents
import TMFJSON
import TMFModels

/// A merge patch of a subscription.
struct SubscriptionPatch {
    /// What the client asks for with the patch applied: the body that would register the listener in this way.
    let result: JSONObject
    /// Whether the delivery pauses, or `nil` to leave that as it is.
    let isPaused: Bool?

    /// - Throws: ``ServiceError`` with 400 if the patch changes what cannot be changed.
    init(_ patch: JSONObject, of subscription: Subscription) throws(ServiceError) {
        var findings: [Finding] = []
        if let id = patch["id"], id != .string(subscription.id) {
            findings.append(Finding(.notPatchable, at: "/id", "id cannot be changed"))
        }
        if patch["secret"] != nil {
            findings.append(Finding(.notPatchable, at: "/secret", "secret cannot be changed"))
        }
        switch patch["status"] {
        case nil: isPaused = nil
        case "paused": isPaused = true
        case "active": isPaused = false
        default:
            isPaused = nil
            findings.append(Finding(.invalidFormat, at: "/status", "status must be 'active' or 'paused'"))
        }
        guard findings.isEmpty else { throw ServiceError(findings: findings) }

        var changes = patch
        changes.removeAll { !["callback", "query", "delivery"].contains($0.name) }
        var present: JSONObject = [
            "callback": .string(subscription.callback.description), "query": .string(subscription.query.text),
        ]
        let delivery = subscription.options.json(includesHeaders: true)
        if !delivery.isEmpty { present["delivery"] = .object(delivery) }
        result = MergePatch(.object(changes)).applied(to: .object(present)).objectValue ?? [:]
    }
}
