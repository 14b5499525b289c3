import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension RequestContext {
    func list() async throws -> APIResponse {
        var parameters = try parameters(request.query ?? "")
        // A range is defined for GET alone (RFC 9110 section 14.2), and parameters are more to the point.
        let range = parameters.query.page.isPartial || request.method != .get ? nil : try ItemRange(request)
        if let range {
            parameters.query.page = try await range.page { try await self.page(of: parameters, Page(limit: 0)).total }
        }
        let isPaged = parameters.query.page.isPartial || parameters.cursor != nil || range != nil
        let limit = min(parameters.query.page.limit ?? limits.defaultPageSize, limits.maximumPageSize)
        let asked = Page(offset: parameters.query.page.offset, limit: limit)
        let page = try await self.page(of: parameters, asked)
        note(parameters, page)

        // A range beyond the end cannot be satisfied (RFC 9110 section 14.1.2); of an offset the configuration tells.
        let isBeyondEnd = (asked.offset > 0 || range != nil) && asked.offset >= page.total
        if isBeyondEnd, range != nil || configuration.pageBeyondEnd == .refused {
            throw ServiceError(
                .rangeNotSatisfiable, "There are \(page.total) resources, and the page begins behind the last.",
                headers: ["Content-Range": "\(ItemRange.unit) */\(page.total)", "X-Total-Count": String(page.total)])
        }
        var headers = APIHeaders(minimumCapacity: 6)
        headers.add("Content-Type", ContentNegotiation.responseType)
        headers.add("X-Total-Count", String(page.total))
        headers.add("X-Result-Count", String(page.resources.count))
        // Without limit and offset everything is on one page, if it does not hold too much.
        let isWhole = !isPaged && page.resources.count == page.total
        let links = PageLinks(offset: asked.offset, limit: isWhole ? nil : limit, total: page.total)
        headers.add("Link", links.value(environment.publicURL + resource.path, parameters.textWithoutPage, page.cursor))
        if range != nil, !page.resources.isEmpty {
            let last = asked.offset + page.resources.count - 1
            headers.add("Content-Range", "\(ItemRange.unit) \(asked.offset)-\(last)/\(page.total)")
        }
        addApplied(to: &headers)
        let (body, exceeding) = try text(of: page, parameters.query.fields)
        addWarnings(about: parameters.query, exceeding: exceeding, to: &headers)
        // A part is called one only where the client asked for a part: the kits ask for nothing and expect 200.
        let isPartial = isPaged && page.resources.count < page.total && !isBeyondEnd
        return APIResponse(status: isPartial ? 206 : 200, headers: headers, body: body)
    }

    /// Returns a page of what the client may see.
    private func page(of parameters: ListParameters, _ page: Page) async throws -> StorePage {
        var query = parameters.query
        query.page = page
        do {
            guard let mask else { return try await stored(query, parameters.cursor) }
            return try await mask.page(matching: query, limits: limits.query) { query in
                try await stored(query, parameters.cursor)
            }
        } catch let error as QueryError {
            throw ServiceError(error)
        }
    }

    private func stored(_ query: ResourceQuery, _ cursor: String?) async throws -> StorePage {
        guard let cursor else { return try await store.resources(in: resource.collection, matching: query) }
        return try await store.resources(
            in: resource.collection, matching: query,
            cursor: cursor.isEmpty ? nil : StoreCursor(rawValue: cursor))
    }

    private func note(_ parameters: ListParameters, _ page: StorePage) {
        guard let record else { return }
        let plan = (store as? any PlanningStore)?.plan(for: parameters.query, in: resource.collection)
        record.note { [total = page.total] notes in
            notes.total = total
            notes.plan = plan
        }
    }

    /// Returns the resources of a page, and the identifiers of those on which the query would take more work than it may.
    private func text(
        of page: StorePage, _ fields: FieldSelection?
    ) throws(ServiceError) -> (text: [UInt8], exceeding: [String]) {
        var exceeding = page.exceeding.map(\.id)
        var work = QueryWork(limits.query, parts: 1)
        var writer = JSONWriter(capacity: page.resources.reduce(2) { $0 + $1.document.bytes.count + 1 })
        writer.beginArray()
        for resource in page.resources {
            guard let fields else {
                writer.write(resource.document.root)
                continue
            }
            do throws(QueryError) {
                let isComplete = try fields.write(
                    resource.document, to: &writer, limits: limits.query, work: &work)
                if !isComplete { exceeding.append(resource.key.id) }
            } catch {
                throw ServiceError(error)
            }
        }
        writer.endArray()
        return (writer.bytes, exceeding.unique)
    }

    func read(_ id: String) async throws -> APIResponse {
        let query = try request.query.map { try parameters($0).query } ?? ResourceQuery()
        let preconditions = try Preconditions(request)
        let found = try await stored(id)
        guard try !preconditions.isUnchanged(found.revision, isReading: true) else {
            return APIResponse(status: 304, headers: ["ETag": EntityTags.tag(found.revision)])
        }
        var answer = try prepared(200, found.document, query.fields).answer(found.revision)
        addWarnings(about: query, exceeding: [], to: &answer.headers)
        return answer
    }
}
