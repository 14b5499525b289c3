import TMFExchange
import TMFJSON
import TMFQuery
import TMFService
import TMFStore

/// Makes sure that the service does its work, before anything is measured.
struct ServiceCheck {
    private static let count = 32

    private let site: ServiceSite
    private let parameters: StoreParameters

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - site: What is checked; its stores hold the same afterwards as each other, but for what was created.
    ///   - parameters: The parameters of the requests.
    init(_ site: ServiceSite, _ parameters: StoreParameters) {
        self.site = site
        self.parameters = parameters
    }

    /// Sends some requests of every kind.
    ///
    /// - Parameter bodies: Receives what is sent.
    /// - Throws: ``ServiceMismatch`` for the first answer that is wrong, or the error of a store.
    func run(_ bodies: inout InteractionText) async throws {
        for id in parameters.ids.prefix(Self.count) {
            try await expect(site.service, ServiceRequests.get(id), try await stored(id).document)
        }
        for work in [ServiceWork.list, .sortedList] {
            for request in ServiceRequests.lists(work, parameters).prefix(Self.count) { try await checkList(request) }
        }
        for (work, start) in [(ServiceWork.mergePatch, 0), (.jsonPatch, Self.count)] {
            for (number, id) in parameters.ids.dropFirst(start).prefix(Self.count).enumerated() {
                try await checkPatch(ServicePatch(work, of: try await stored(id), number: -1 - number))
            }
        }
        for _ in 0..<Self.count {
            let request = ServiceRequests.post(Array(bodies.nextBody().utf8))
            for service in [site.service, site.traced] { try await checkPost(service, request) }
            guard site.stopwatch.take().laps == 1 else { throw mismatch(request, 201, "the watch did not run") }
        }
    }

    private func stored(_ id: String) async throws -> StoredResource {
        let key = ResourceKey(StoreContender.collection, id)
        guard let found = try await site.store.resource(for: key) else { throw StoreError(.notFound, key: key) }
        return found
    }

    private func expect(_ service: APIService, _ request: APIRequest, _ document: JSONDocument) async throws {
        let response = await service.respond(to: request)
        guard response.status == 200, response.body == document.bytes else {
            throw mismatch(request, response.status, "the body is not the resource that is stored")
        }
    }

    private func checkList(_ request: APIRequest) async throws {
        let query = try ResourceQuery(parsing: request.query ?? "")
        let page = try await site.store.resources(in: StoreContender.collection, matching: query)
        let response = await site.service.respond(to: request)
        let isPart = page.resources.count < page.total
        guard response.status == (isPart ? 206 : 200), response.headers[.totalCount] == "\(page.total)" else {
            throw mismatch(request, response.status, "the store has \(page.resources.count) of \(page.total)")
        }
        let listed = JSONValue(try JSONDocument(parsing: response.body))
        guard listed == .array(page.resources.map { JSONValue($0.document) }) else {
            throw mismatch(request, response.status, "the list is not the page of the store")
        }
    }

    private func checkPatch(_ patch: ServicePatch) async throws {
        let response = await site.service.respond(to: patch.request)
        guard response.status == 200 else { throw mismatch(patch.request, response.status, "200 was expected") }
        let document = try JSONDocument(parsing: response.body)
        try expect(patch.attributes, in: document, patch.request)
        try await expect(site.service, ServiceRequests.get(patch.key.id), document)
        try await site.store.commit([.replace(patch.key, document, revision: nil)])
    }

    private func checkPost(_ service: APIService, _ request: APIRequest) async throws {
        let response = await service.respond(to: request)
        guard response.status == 201, let location = response.headers[.location] else {
            throw mismatch(request, response.status, String(decoding: response.body, as: UTF8.self))
        }
        let document = try JSONDocument(parsing: response.body)
        guard case .object(let sent) = JSONValue(try JSONDocument(parsing: request.body)) else {
            throw mismatch(request, response.status, "the body is no object")
        }
        try expect(sent, in: document, request)
        try await expect(service, APIRequest(.get, location), document)
    }

    private func expect(_ attributes: JSONObject, in document: JSONDocument, _ request: APIRequest) throws {
        for member in attributes {
            guard document.root[member.name].map({ JSONValue($0) }) == member.value else {
                throw mismatch(request, 200, "'\(member.name)' is not what was sent")
            }
        }
    }

    private func mismatch(_ request: APIRequest, _ status: Int, _ problem: String) -> ServiceMismatch {
        ServiceMismatch(request: request, status: status, problem: problem)
    }
}
