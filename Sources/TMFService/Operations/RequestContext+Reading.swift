import TMFExchange
import TMFJSON
import TMFQuery
import TMFStore

extension RequestContext {
    func list() async throws -> APIResponse {
        var parameters = try parameters(request.query ?? "")
        // A range is defined only for GET (RFC 9110 section 14.2), and query parameters take precedence over it.
        let range = parameters.query.page.isPartial || request.method != .get ? nil : try ItemRange(request)
        if let range {
            parameters.query.page = try await range.page { try await self.page(of: parameters, Page(limit: 0)).total }
        }
        let isPaged = parameters.query.page.isPartial || parameters.cursor != nil || range != nil
        let limit = min(parameters.query.page.limit ?? limits.defaultPageSize, limits.maximumPageSize)
        let asked = Page(offset: parameters.query.page.offset, limit: limit)
        let page = try await self.page(of: parameters, asked)
        note(parameters, page)

        // A range past the end cannot be satisfied (RFC 9110 section 14.1.2); for an offset, the configuration decides.
        let isBeyondEnd = (asked.offset > 0 || range != nil) && asked.offset >= page.total
        if isBeyondEnd, range != nil || configuration.pageBeyondEnd == .refused {
            throw ServiceError(
                .rangeNotSatisfiable, "There are \(page.total) resources; the requested page starts after the last.",
                headers: [.contentRange: "\(ItemRange.unit) */\(page.total)", .totalCount: String(page.total)])
        }
        let (text, exceeding) = try text(of: page, parameters.query.fields)
        var headers = APIHeaders(minimumCapacity: 6)
        headers.add(.contentType, APIResponse.contentType)
        headers.add(.totalCount, String(page.total))
        headers.add(.resultCount, String(text.count))
        // Without a limit and an offset, all resources are on one page, unless that page would be too large.
        let isWhole = !isPaged && text.count == page.total
        let links = PageLinks(
            offset: asked.offset, limit: isWhole ? nil : limit, count: text.count, total: page.total)
        let link = links.header(
            for: environment.publicURL + resource.path, query: parameters.textWithoutPage, cursor: page.cursor)
        headers.add(.link, link.text)
        if range != nil, text.count > 0 {
            let last = asked.offset + text.count - 1
            headers.add(.contentRange, "\(ItemRange.unit) \(asked.offset)-\(last)/\(page.total)")
        }
        addApplied(to: &headers)
        addWarnings(about: parameters.query, exceeding: exceeding, to: &headers)
        // A response is 206 only if the client asked for a part: the test kits do not, and expect 200.
        let isPartial = isPaged && text.count < page.total && !isBeyondEnd
        if request.method == .head { headers.add(.contentLength, String(text.length)) }
        return APIResponse(status: isPartial ? 206 : 200, headers: headers, body: text.body())
    }

    /// Returns a page of the resources that the client can see, still with the parts that a mask hides.
    private func page(of parameters: ListParameters, _ page: Page) async throws -> StorePage {
        var query = parameters.query
        query.page = page
        do {
            guard let mask else { return try await fetchPage(query, parameters.cursor) }
            return try await mask.page(matching: query, limits: limits.query) { query in
                try await fetchPage(query, parameters.cursor)
            }
        } catch let error as QueryError {
            throw ServiceError(error)
        }
    }

    private func fetchPage(_ query: ResourceQuery, _ cursor: String?) async throws -> StorePage {
        guard let cursor else { return try await store.resources(in: resource.collection, matching: query) }
        return try await store.resources(
            in: resource.collection, matching: query,
            cursor: cursor.isEmpty ? nil : StoreCursor(rawValue: cursor), for: request.identity)
    }

    private func note(_ parameters: ListParameters, _ page: StorePage) {
        guard let record else { return }
        let plan = (store as? any PlanningStore)?.plan(for: parameters.query, in: resource.collection)
        record.note { [total = page.total] notes in
            notes.total = total
            notes.plan = plan
        }
    }

    /// Returns the text of as many resources of a page as one response may contain, and the identifiers of those for
    /// which the query would exceed its limit of work.
    private func text(
        of page: StorePage, _ fields: FieldSelection?
    ) throws(ServiceError) -> (text: PageText, exceeding: [String]) {
        // The size of a resource after selection and masking is known only when it has been written.
        let isWhole = fields == nil && mask == nil
        var text = PageText(
            limit: limits.pageBytes, isWritten: request.method != .head,
            capacity: isWhole ? page.resources.reduce(2) { $0 + $1.document.bytes.count + 1 } : 0)
        var exceeding = page.exceeding.map(\.id)
        var work = QueryWork(limits.query, parts: 1)
        for resource in page.resources {
            let document = try seen(resource.document)
            guard let fields else {
                guard text.add(document.root.bytes) else { break }
                continue
            }
            var writer = JSONWriter(capacity: document.bytes.count)
            if try !write(document, fields: fields, to: &writer, work: &work) { exceeding.append(resource.key.id) }
            guard text.add(writer.bytes[...]) else { break }
        }
        return (text, exceeding.unique)
    }

    func read(_ id: String) async throws -> APIResponse {
        let query = try request.query.map { try parameters($0).query } ?? ResourceQuery()
        let preconditions = try Preconditions(request)
        guard let found = try await store.resource(for: key(id)) else { throw ServiceError.missing(id, of: resource) }
        guard try !preconditions.isUnchanged(found.revision, isReading: true) else {
            return APIResponse(status: 304, headers: [.eTag: EntityTag(revision: found.revision).text])
        }
        var answer = try prepared(200, with: found.document, fields: query.fields).answer(found.revision)
        addWarnings(about: query, exceeding: [], to: &answer.headers)
        return answer
    }
}
