import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// A request to the hub that is being processed.
///
/// A subscription belongs to the identity that registered it, at the API at which it was registered. For any other
/// client, and at any other API, it does not exist. Clients without an identity share the subscriptions without an
/// owner.
struct HubContext {
    let service: ServiceParts
    let access: any AccessPolicy
    let request: APIRequest
    let route: HubRoute
    let record: RequestRecord?

    private var hub: EventHub { route.hub.hub }

    func carryOut(_ operation: ServiceOperation) async throws -> APIResponse {
        do {
            switch operation {
            case .subscribe: return try await register()
            case .list: return try await list()
            case .read: return try await read()
            case .patch: return try await patch()
            case .delete: return try await delete()
            case .describe: return APIResponse(status: 204, headers: route.capabilities)
            case .create, .bulk: throw ServiceError.methodNotAllowed(request.method, allowed: route.capabilities)
            }
        } catch let error as HubError {
            throw ServiceError(error)
        }
    }

    // MARK: - Operations

    private func register() async throws -> APIResponse {
        let scope = try await access.eventScope(for: request, of: route.hub.resources)
        try request.checkAccept()
        guard request.mediaType == .json else {
            throw request.unsupportedMediaType([.json], listedIn: .acceptPost)
        }
        let body = try object(expecting: "a JSON object")
        guard body["secret"]?.isNull ?? true else {
            throw ServiceError(findings: [Finding(.setByServer, at: "/secret", "secret is set by the server")])
        }
        let registration = try await hub.register(wish(body, scope))
        let subscription = registration.subscription
        record?.note { $0.id = subscription.id }
        let secret = registration.isNew ? try await hub.secret(of: subscription).text : nil
        let location = service.environment.publicURL + route.hub.path(of: subscription.id)
        return answer(201, .object(subscription.answer(secret: secret)), headers: [.location: location])
    }

    private func list() async throws -> APIResponse {
        try request.checkAccept()
        try checkQuery()
        let newest = try await newestCommit()
        var all: [JSONValue] = []
        for subscription in try await hub.subscriptions() where isOwn(subscription) {
            all.append(try await self.answer(subscription, newest: newest))
        }
        return answer(200, .array(all), headers: [.totalCount: String(all.count), .resultCount: String(all.count)])
    }

    private func read() async throws -> APIResponse {
        try request.checkAccept()
        try checkQuery()
        let subscription = try await own()
        return answer(200, try await answer(subscription, newest: try await newestCommit()))
    }

    private func patch() async throws -> APIResponse {
        let subscription = try await own()
        let scope = try await access.eventScope(for: request, of: route.hub.resources)
        try request.checkAccept()
        guard let type = request.mediaType, HubRoute.patchTypes.contains(type) else {
            throw request.unsupportedMediaType(HubRoute.patchTypes, listedIn: .acceptPatch)
        }
        let patch = try object(expecting: "a patch")
        let change = try SubscriptionPatch(patch, of: subscription)
        let changed = try await hub.update(
            subscription, to: wish(change.result, scope), isPaused: change.isPaused)
        return answer(200, try await answer(changed, newest: try await newestCommit()))
    }

    private func delete() async throws -> APIResponse {
        try await hub.unregister(try await own().id)
        return APIResponse(status: 204)
    }

    // MARK: - Bodies

    /// Returns the body, in which the last of the members with the same name counts.
    private func object(expecting kind: String) throws(ServiceError) -> JSONObject {
        let document = try request.document(service.configuration.limits.body, expecting: kind)
        guard case .object(let object) = JSONValue(document) else {
            throw ServiceError(.invalidBody, "The body must be a JSON object, found \(document.root.kind).")
        }
        return object
    }

    /// Returns what a client asks for.
    ///
    /// - Throws: ``ServiceError`` with 400 if a member is missing or has another type.
    private func wish(_ body: JSONObject, _ scope: EventScope) throws(ServiceError) -> SubscriptionRequest {
        let options = ValidationOptions(profile: service.configuration.profile, unknownAttributes: .kept)
        var known = body
        known.removeAll { !["callback", "query"].contains($0.name) }
        let findings = EventSubscriptionInput.findings(in: .object(known), for: .create, options: options)
        guard findings.isEmpty, let callback = body["callback"]?.stringValue else {
            throw ServiceError(findings: findings)
        }
        var wish = SubscriptionRequest(
            callback: callback, query: body["query"]?.stringValue ?? "", scope: scope, owner: request.identity,
            basePath: route.hub.basePath)
        if let delivery = body["delivery"], !delivery.isNull { wish.delivery = delivery }
        return wish
    }

    /// Refuses parameters, which the hub would have to ignore.
    private func checkQuery() throws(ServiceError) {
        guard let query = request.query else { return }
        let rest = QueryText(query).removing(service.configuration.ignoredParameters).text
        guard rest.isEmpty else {
            throw ServiceError(.invalidQueryParameter, "The hub has no query parameters.")
        }
    }

    // MARK: - Subscriptions

    private func isOwn(_ subscription: Subscription) -> Bool {
        subscription.owner == request.identity && subscription.basePath == route.hub.basePath
    }

    /// Returns the subscription at the path of the request.
    ///
    /// - Throws: ``HubError/notFound`` if it does not exist for the client.
    private func own() async throws -> Subscription {
        guard let id = route.id, let subscription = try await hub.subscription(id), isOwn(subscription) else {
            throw HubError.notFound
        }
        return subscription
    }

    // MARK: - Answers

    private func answer(_ status: Int, _ json: JSONValue, headers: APIHeaders = [:]) -> APIResponse {
        var headers = headers
        headers[.contentType] = APIResponse.contentType
        return APIResponse(status: status, headers: headers, body: json.serialized())
    }

    private func answer(_ subscription: Subscription, newest: UInt64) async throws -> JSONValue {
        let state = try await hub.state(of: subscription.id)
        return .object(subscription.answer(state: state, newest: newest))
    }

    /// Returns the number of the newest commit.
    private func newestCommit() async throws -> UInt64 {
        guard let collection = route.hub.resources.first?.collection else { return 0 }
        return try await hub.store.resources(in: collection, matching: ResourceQuery(page: Page(limit: 0))).sequence
    }
}
