import TMFExchange
import TMFJSON
import TMFStore

/// A change of a resource: as a request, and as what the store has in the end.
struct ServicePatch {
    private static let statuses = ["open", "inProgress", "completed", "waitingForParts"]

    /// The resource.
    let key: ResourceKey
    /// The request.
    let request: APIRequest
    /// The attributes that the request sets.
    let attributes: JSONObject
    /// The text of the resource that comes of it.
    let text: [UInt8]

    /// Makes a change that leaves nothing as it is.
    ///
    /// - Parameters:
    ///   - work: The kind of PATCH.
    ///   - resource: The resource as it is.
    ///   - number: A number that no other change has.
    init(_ work: ServiceWork, of resource: StoredResource, number: Int) {
        let id = resource.key.id
        let description = "Called again about the same matter, case \(number)"
        var object = JSONValue(resource.document).objectValue ?? [:]
        var attributes: JSONObject = ["description": .string(description)]
        if work == .mergePatch {
            let present = object["status"]?.stringValue ?? ""
            let place = (Self.statuses.firstIndex(of: present) ?? 0) + 1
            let status = Self.statuses[place % Self.statuses.count]
            attributes["status"] = .string(status)
            request = ServiceRequests.mergePatch(id, status: status, description: description)
            object["statusChangeDate"] = "2026-11-21T12:00:00.123456Z"
        } else {
            request = ServiceRequests.jsonPatch(id, description: description)
        }
        for member in attributes { object[member.name] = member.value }
        key = resource.key
        self.attributes = attributes
        text = JSONValue.object(object).serialized()
    }
}
