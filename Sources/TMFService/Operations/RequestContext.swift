import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// A request that is being processed: its subject, and the part of the store that its client can see.
struct RequestContext {
    let service: ServiceParts
    let request: APIRequest
    let route: Route
    let resource: ServedResource
    let record: RequestRecord?
    let preferences: Preferences
    /// The store, limited to the resources that the client may change.
    private(set) var store: any ResourceStore
    /// The condition on the resources that the client may see and change, if any.
    private(set) var rows: Filter?
    /// The mask of attributes that are hidden from the client, if any.
    private(set) var mask: AttributeMask?
    /// The answers of the reference policy, or `nil` if there is no policy.
    let referenceAnswers: ReferenceAnswers?

    init(service: ServiceParts, request: APIRequest, route: Route, record: RequestRecord?) {
        self.service = service
        self.request = request
        self.route = route
        resource = route.resource
        self.record = record
        preferences = Preferences(request.headers)
        store = service.store
        referenceAnswers = service.references.map { _ in ReferenceAnswers() }
    }

    var configuration: ServiceConfiguration { service.configuration }
    var environment: ServiceEnvironment { service.environment }
    /// The limits of the request.
    var limits: ServiceLimits { service.configuration.limits }

    mutating func restrict(to rows: Filter, _ mask: AttributeMask) {
        // A request accesses only its own collection; all other collections belong to the service.
        func scoped(_ store: some ResourceStore) -> any ResourceStore {
            ScopedStore(store, to: [resource.collection: rows], elsewhere: .all([]), limits: limits.query)
        }
        if !rows.isEmpty {
            store = scoped(store)
            self.rows = rows
        }
        if !mask.paths.isEmpty { self.mask = mask }
    }

    func carryOut(_ operation: ServiceOperation) async throws -> APIResponse {
        switch operation {
        case .list: try await list()
        case .create: try await create()
        case .bulk: try await bulk()
        case .read: try await read(identifier)
        case .patch: try await patch(identifier)
        case .delete: try await delete(identifier)
        case .describe: APIResponse(status: 204, headers: route.capabilities)
        case .subscribe: throw ServiceError.methodNotAllowed(request.method, allowed: route.capabilities)
        }
    }

    /// The identifier of the requested resource, which every route to an operation on a resource has.
    private var identifier: String { route.id ?? "" }

    func key(_ id: String) -> ResourceKey { ResourceKey(resource.collection, id) }

    // MARK: - Answers

    /// Returns the attributes that the client selects for the response, or `nil` for all.
    func selectedFields() throws -> FieldSelection? {
        guard let text = request.query, !text.isEmpty else { return nil }
        return try parameters(text).query.fields
    }

    func parameters(_ text: String) throws(ServiceError) -> ListParameters {
        let isStrict = preferences.handling.map { $0 == .strict } ?? configuration.handlesQueriesStrictly
        return try ListParameters(
            text, of: resource.description, isStrict: isStrict, ignoring: configuration.ignoredParameters,
            limits: limits.query)
    }

    /// Returns a resource without the parts that are hidden from the client.
    func seen(_ document: JSONDocument) throws(ServiceError) -> JSONDocument {
        try mask?.visible(in: document, visitingAtMost: limits.query.visitedNodes) ?? document
    }

    /// Returns the text of a resource as the client sees it.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - fields: The attributes that the client selects, or `nil` for all.
    ///   - work: The amount of work that remains for all resources of the response together.
    /// - Returns: The text.
    /// - Throws: ``ServiceError`` with 400 if the selection takes too much work, for this resource or for all of them.
    func visible(
        _ document: JSONDocument, fields: FieldSelection?, work: inout QueryWork
    ) throws(ServiceError) -> [UInt8] {
        let document = try seen(document)
        guard let fields else { return document.bytes }
        var writer = JSONWriter(capacity: document.bytes.count)
        guard try write(document, fields: fields, to: &writer, work: &work) else {
            throw ServiceError(.tooMuchWorkOnResource("fields", limits.query))
        }
        return writer.bytes
    }

    /// Writes the selected parts of a resource, and returns whether that stays within the limit of work for one
    /// resource.
    func write(
        _ document: JSONDocument, fields: FieldSelection, to writer: inout JSONWriter, work: inout QueryWork
    ) throws(ServiceError) -> Bool {
        do throws(QueryError) {
            return try fields.write(document, to: &writer, limits: limits.query, work: &work)
        } catch {
            throw ServiceError(error)
        }
    }

    /// Prepares the response with one resource, except for its entity tag.
    ///
    /// All possible errors occur here, before anything is stored.
    func prepared(
        _ status: Int, with document: JSONDocument, fields: FieldSelection?
    ) throws(ServiceError) -> PreparedAnswer {
        var work = QueryWork(limits.query, parts: 1)
        return PreparedAnswer(
            status: status, body: try visible(document, fields: fields, work: &work), applied: appliedPreference)
    }

    /// Prepares the response with several resources.
    func prepared(_ documents: [JSONDocument], fields: FieldSelection?) throws(ServiceError) -> PreparedAnswer {
        var work = QueryWork(limits.query, parts: 1)
        var body: [UInt8] = [UInt8(ascii: "[")]
        for (position, document) in documents.enumerated() {
            if position > 0 { body.append(UInt8(ascii: ",")) }
            body += try visible(document, fields: fields, work: &work)
        }
        body.append(UInt8(ascii: "]"))
        return PreparedAnswer(status: 200, body: body, count: documents.count, applied: appliedPreference)
    }

    /// Adds warnings about a query that was answered despite its problems.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - exceeding: The identifiers of the resources for which the query exceeds its limit of work.
    ///   - headers: The header fields of the response.
    func addWarnings(about query: ResourceQuery, exceeding: [String], to headers: inout APIHeaders) {
        let unknown = Self.unknownAttributes(of: query, resource.description.model)
        if !unknown.isEmpty { headers.add(.warning, QueryWarning.unknownAttributes(unknown)) }
        if !exceeding.isEmpty { headers.add(.warning, QueryWarning.tooMuchWork(on: exceeding)) }
    }

    private static func unknownAttributes<Resource: Model>(
        of query: ResourceQuery, _ model: Resource.Type
    ) -> [String] {
        query.unknownAttributes(of: model)
    }

    /// Adds the preference of the client that was applied.
    func addApplied(to headers: inout APIHeaders) {
        if let appliedPreference { headers.add(.preferenceApplied, appliedPreference) }
    }

    /// The preference of the client that was applied; a client cannot loosen the rules for bodies.
    private var appliedPreference: String? {
        let isReading = request.method == .get || request.method == .head
        let isFollowed = isReading || preferences.handling == .strict || configuration.unknownAttributes == .kept
        return isFollowed ? preferences.applied : nil
    }
}
