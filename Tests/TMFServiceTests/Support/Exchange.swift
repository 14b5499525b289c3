import TMForum
import Testing

extension Client {
    /// A client of a service that is put together elsewhere.
    init(of service: APIService) {
        self.service = service
        described = DescribedService(service)
    }

    /// Sends a request as somebody.
    func send(
        _ method: APIMethod, _ target: String, as identity: String?, headers: APIHeaders = [:], body: String = ""
    ) async -> APIResponse {
        await answer(
            to: APIRequest(method, target, headers: headers, body: Array(body.utf8), identity: identity))
    }

    /// Sends a patch of some type.
    func patch(_ target: String, _ type: String, _ body: String) async -> APIResponse {
        await patch(target, body, headers: [.contentType: type])
    }
}

/// The four types of patches.
enum PatchType {
    static let json = "application/json"
    static let merge = "application/merge-patch+json"
    static let patch = "application/json-patch+json"
    static let query = "application/json-patch-query+json"
    static let all = [json, merge, patch, query]
}

extension APIResponse {
    /// The identifiers of the resources in the body, in order.
    func ids() throws -> [String] {
        try #require(json().arrayValue, "\(text)").compactMap { $0["id"]?.stringValue }
    }

    /// The targets of `Link` by their relation (RFC 8288).
    var links: LinkHeader { LinkHeader(headers[.link] ?? "") }

    /// The findings of an error: code and pointer.
    var findings: [String] {
        (APIResponseError(self)?.findings ?? []).map { "\($0.code.name) \($0.pointer)" }
    }

    /// The entity tag.
    func tag() throws -> String { try #require(headers[.eTag]) }
}

extension ResourceDefinition {
    /// The definition with other operations or rules.
    func with(_ change: (inout ResourceDefinition) -> Void) -> ResourceDefinition {
        var definition = self
        change(&definition)
        return definition
    }
}

extension [ResourceDefinition] {
    /// Both APIs, with something changed in both.
    static func standard(_ change: (inout ResourceDefinition) -> Void) -> [ResourceDefinition] {
        standard.map { $0.with(change) }
    }
}
