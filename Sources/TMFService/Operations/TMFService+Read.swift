import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension TMFService {
    func list(_ resource: ResourceDefinition, _ request: APIRequest) async throws -> APIResponse {
        let query = try query(of: request)
        let page: StorePage
        do {
            page = try await store.resources(in: resource.collection, matching: query)
        } catch let error as QueryError {
            throw ServiceFailure(error)
        }
        var writer = JSONWriter(capacity: page.resources.reduce(2) { $0 + $1.document.bytes.count + 1 })
        writer.beginArray()
        for resource in page.resources { try write(resource.document, query.fields, to: &writer) }
        writer.endArray()
        // A part is called one only where the client asked for a part: the kits ask for nothing and expect 200.
        let isPartial = query.page.isPartial && page.resources.count < page.total
        return APIResponse(
            status: isPartial ? 206 : 200,
            headers: [
                "Content-Type": ContentNegotiation.responseType,
                "X-Total-Count": String(page.total),
                "X-Result-Count": String(page.resources.count),
            ],
            body: writer.bytes
        )
    }

    func read(_ resource: ResourceDefinition, _ id: String, _ request: APIRequest) async throws -> APIResponse {
        let fields = try query(of: request).fields
        let found = try await stored(resource, id)
        return try ok(found.document, fields)
    }

    /// Returns a resource of the store.
    ///
    /// - Throws: ``ServiceFailure`` with 404 if there is none.
    func stored(_ resource: ResourceDefinition, _ id: String) async throws -> StoredResource {
        guard let found = try await store.resource(for: ResourceKey(resource.collection, id)) else {
            throw ServiceFailure(.notFound, message: "There is no \(resource.typeName) '\(id)'.")
        }
        return found
    }

    /// Returns a response with one resource, whole.
    func ok(_ document: JSONDocument) -> APIResponse { ok(document.bytes) }

    private func ok(_ document: JSONDocument, _ fields: FieldSelection?) throws -> APIResponse {
        guard fields != nil else { return ok(document) }
        var writer = JSONWriter(capacity: document.bytes.count)
        try write(document, fields, to: &writer)
        return ok(writer.bytes)
    }

    private func ok(_ body: [UInt8]) -> APIResponse {
        APIResponse(status: 200, headers: ["Content-Type": ContentNegotiation.responseType], body: body)
    }

    private func query(of request: APIRequest) throws -> ResourceQuery {
        do {
            return try ResourceQuery(parsing: request.query ?? "", limits: configuration.queryLimits)
        } catch {
            throw ServiceFailure(error)
        }
    }

    private func write(_ document: JSONDocument, _ fields: FieldSelection?, to writer: inout JSONWriter) throws {
        if let fields {
            do {
                try fields.write(document, to: &writer, limits: configuration.queryLimits)
            } catch {
                throw ServiceFailure(error)
            }
        } else {
            writer.write(document.root)
        }
    }
}
