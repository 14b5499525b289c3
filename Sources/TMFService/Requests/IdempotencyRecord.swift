import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The record of a create request with an `Idempotency-Key`, which prevents a repeated request from creating another
/// resource.
///
/// It is written in the same commit as the resource, so that either both exist or neither. It contains a digest of the
/// body and the identifier of the resource, so its size does not depend on theirs. Its own revision is the first one of
/// the resource.
struct IdempotencyRecord {
    /// The collection of the store that holds the records.
    ///
    /// No type of resource can have a collection with this name.
    static let collection: CollectionName = ".idempotencyKey"
    /// The maximum number of bytes in a key.
    static let longest = 255
    /// The number of old records that a request removes.
    private static let sweep = 8

    /// The place of the record in the store.
    let key: ResourceKey
    /// The digest of the normalized body, in hexadecimal digits.
    private let digest: String
    private let now: Timestamp
    private let lifetime: Duration

    /// Reads the key of a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - body: The body of the request.
    ///   - resource: The type of the resource that it creates.
    ///   - rows: The filter of the resources that its client can see.
    ///   - now: Returns the current instant.
    ///   - lifetime: The time for which a record is valid.
    /// - Throws: ``ServiceError`` with 400 if the key is empty or too long.
    init?(
        _ request: APIRequest, _ body: JSONDocument, of resource: ServedResource, seenBy rows: Filter?,
        now: () -> Timestamp, lifetime: Duration
    ) throws(ServiceError) {
        guard let value = request.headers[.idempotencyKey] else { return nil }
        let text = value.trimmed
        guard !text.isEmpty, text != "\"\"", text.utf8.count <= Self.longest else {
            throw ServiceError(.invalidHeaderValue, "Idempotency-Key must have 1 to \(Self.longest) characters.")
        }
        // The same key from two clients, or for two collections, counts as two keys.
        let parts: [JSONValue] = [
            request.identity.map { .string($0) } ?? .null,
            rows.map { .string(ResourceQuery(filter: $0).text) } ?? .null, .string(resource.path),
            .string(String(text)),
        ]
        let id = String(decoding: JSONValue.array(parts).serialized(), as: UTF8.self)
        key = ResourceKey(Self.collection, id)
        var writer = JSONWriter(capacity: body.bytes.count)
        writer.writeNormalized(body.root)
        digest = SHA256.digest(writer.bytes.span).hexadecimal
        self.now = now()
        self.lifetime = lifetime
    }

    /// Returns the identifier of the resource that the same request created earlier, or `nil` if the record has
    /// expired.
    ///
    /// - Throws: ``ServiceError`` with 422 if the key was used with another body.
    func earlierResult(in found: StoredResource) throws(ServiceError) -> String? {
        guard !isExpired(found), let id = found.document.root["resource"]?.stringValue else { return nil }
        guard found.document.root["digest"]?.isString(digest) ?? false else {
            throw ServiceError(.functionalError, "This Idempotency-Key was already used with a different body.")
        }
        return id
    }

    private func isExpired(_ record: StoredResource) -> Bool {
        guard let text = record.document.root["creationDate"]?.stringValue, let date = try? Timestamp(text) else {
            return true
        }
        return date <= oldest
    }

    /// The creation time of records that have just expired.
    private var oldest: Timestamp { now - lifetime }

    /// Returns the change that stores the identifier of a new resource under the key.
    ///
    /// - Parameters:
    ///   - id: The identifier of the resource.
    ///   - found: The expired record with the key, if any.
    /// - Returns: The change.
    /// - Throws: ``ServiceError`` with 413 if the record would be too large.
    func change(keeping id: String, over found: StoredResource?) throws(ServiceError) -> StoreChange {
        let record: JSONValue = [
            "creationDate": .string(now.text), "digest": .string(digest), "resource": .string(id),
        ]
        let document = try JSONDocument(resource: record.serialized())
        return found.map { .replace(key, document, revision: $0.revision) } ?? .create(key, document)
    }

    /// Removes a few of the oldest records, unless another request changes them at the same time.
    func clearAway(in store: any ResourceStore) async {
        let old = ResourceQuery(
            filter: .compare("creationDate", .lessOrEqual, .text(oldest.text)), sort: [SortKey("creationDate")],
            page: Page(limit: Self.sweep))
        guard let page = try? await store.resources(in: Self.collection, matching: old), !page.resources.isEmpty
        else { return }
        _ = try? await store.commit(page.resources.map { .delete($0.key, revision: $0.revision) })
    }
}
