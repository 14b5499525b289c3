import TMFExchange
import TMFJSON

/// The subject of a request to the hub of an API: the subscriptions of the client, or one of them.
struct HubRoute {
    /// The media types of a PATCH of a subscription; plain JSON is a merge patch.
    static let patchTypes: [MediaType] = [.json, .mergePatch]

    /// The hub.
    var hub: ServedHub
    /// The identifier of the subscription, or `nil` for all subscriptions of the client.
    var id: String?

    /// The operations that the path supports, with their methods.
    var methods: [(method: APIMethod, operation: ServiceOperation)] {
        id == nil
            ? [(.get, .list), (.head, .list), (.post, .subscribe), (.options, .describe)]
            : [(.get, .read), (.head, .read), (.patch, .patch), (.delete, .delete), (.options, .describe)]
    }

    /// Returns the operation of a method on the path.
    ///
    /// - Throws: ``ServiceError`` with 405 if the path does not support the method.
    func operation(of method: APIMethod) throws(ServiceError) -> ServiceOperation {
        guard let found = methods.first(where: { $0.method == method }) else {
            throw ServiceError.methodNotAllowed(method, allowed: capabilities)
        }
        return found.operation
    }

    /// The header fields that list the methods and types that the path supports.
    var capabilities: APIHeaders {
        var headers: APIHeaders = [.allow: methods.map(\.method.rawValue).joined(separator: ", ")]
        if id == nil {
            headers[.acceptPost] = MediaType.json.text
        } else {
            headers[.acceptPatch] = Self.patchTypes.map(\.text).joined(separator: ", ")
        }
        return headers
    }
}
