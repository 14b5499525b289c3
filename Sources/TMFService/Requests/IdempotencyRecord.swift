import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// What is kept of a create request with an `Idempotency-Key`, so that the same request again gets the same answer.
///
/// It is written in one commit with the resource: either both are there or none.
struct IdempotencyRecord {
    /// The collection of the store that holds the records.
    static let collection: CollectionName = "idempotencyKey"
    /// The bytes that a key may have.
    private static let longest = 255
    /// The number of old records that a request clears away.
    private static let sweep = 8

    /// The place of the record in the store.
    let key: ResourceKey
    /// The body of the request, normalized.
    private let body: [UInt8]
    private let now: Timestamp
    private let lifetime: Duration

    /// - Throws: ``ServiceError`` with 400 if the key is empty or too long.
    init?(_ request: APIRequest, _ body: JSONDocument, now: () -> Timestamp, lifetime: Duration) throws(ServiceError) {
        guard let value = request.headers["Idempotency-Key"] else { return nil }
        let text = value.trimmed
        guard !text.isEmpty, text != "\"\"", text.utf8.count <= Self.longest else {
            throw ServiceError(.invalidHeaderValue, "Idempotency-Key must have 1 to \(Self.longest) characters.")
        }
        // The same key of two clients, or for two collections, is two keys.
        let parts: [JSONValue] = [.string(request.identity ?? ""), .string(request.path), .string(String(text))]
        let id = String(decoding: JSONValue.array(parts).serialized(), as: UTF8.self)
        key = ResourceKey(Self.collection, id)
        var writer = JSONWriter(capacity: body.bytes.count)
        writer.writeNormalized(body.root)
        self.body = writer.bytes
        self.now = now()
        self.lifetime = lifetime
    }

    /// Returns the resource that the same request created before, or `nil` if there was none lately.
    ///
    /// - Throws: ``ServiceError`` with 422 if the key was used with another body.
    func earlierResult(in found: StoredResource?) throws -> JSONDocument? {
        guard let found, !isExpired(found) else { return nil }
        guard let request = found.document.root["request"], let resource = found.document.root["resource"],
            Array(request.bytes) == body
        else {
            throw ServiceError(.functionalError, "The Idempotency-Key was used with another body.")
        }
        return try JSONDocument(parsing: Array(resource.bytes), limits: TMFService.resourceLimits)
    }

    private func isExpired(_ record: StoredResource) -> Bool {
        guard let text = record.document.root["creationDate"]?.stringValue, let date = try? Timestamp(text) else {
            return true
        }
        return date <= oldest
    }

    /// The instant up to which records are no longer good.
    private var oldest: Timestamp {
        let seconds = now.secondsSince1970.subtractingReportingOverflow(lifetime.components.seconds)
        return Timestamp(
            secondsSince1970: seconds.overflow ? .min : seconds.partialValue, nanoseconds: now.nanoseconds)
    }

    /// Returns the changes that keep a new resource under the key, and clear away a few of the oldest records.
    func changes(
        keeping resource: JSONDocument, over found: StoredResource?, in store: any ResourceStore
    )
        async throws -> [StoreChange]
    {
        var writer = JSONWriter(capacity: body.count + resource.bytes.count + 100)
        writer.beginObject()
        writer.writeName("creationDate")
        writer.write(now.text)
        writer.writeName("request")
        writer.write(try JSONDocument(parsing: body, limits: TMFService.resourceLimits).root)
        writer.writeName("resource")
        writer.write(resource.root)
        writer.endObject()
        let document = try JSONDocument(parsing: writer.bytes, limits: TMFService.resourceLimits)
        var changes = [
            found.map { StoreChange.replace(key, document, revision: $0.revision) } ?? .create(key, document)
        ]
        let old = ResourceQuery(
            filter: .compare("creationDate", .lessOrEqual, .text(oldest.text)), sort: [SortKey("creationDate")],
            page: Page(limit: Self.sweep))
        for record in try await store.resources(in: Self.collection, matching: old).resources where record.key != key {
            changes.append(.delete(record.key, revision: record.revision))
        }
        return changes
    }
}
