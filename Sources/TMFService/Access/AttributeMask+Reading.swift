import TMFJSON
import TMFQuery
import TMFStore

extension AttributeMask {
    /// Returns a page of what is seen.
    ///
    /// - Parameters:
    ///   - query: What is asked for.
    ///   - limits: The most that the query and the mask may ask for.
    ///   - read: Reads from the store, which knows nothing of the mask.
    /// - Returns: The page.
    /// - Throws: What reading throws, or `QueryError` if the query goes beyond a limit.
    func page(
        matching query: ResourceQuery, limits: QueryLimits, read: (ResourceQuery) async throws -> StorePage
    ) async throws -> StorePage {
        func masked(_ resource: StoredResource) throws -> StoredResource {
            var resource = resource
            resource.document = try applied(to: resource.document, visitingAtMost: limits.visitedNodes)
            return resource
        }
        guard names.map({ query.mayRead(anyOf: $0) }) ?? true else {
            var page = try await read(query)
            page.resources = try page.resources.map(masked)
            return page
        }
        // The store would look at what is hidden, so what is left of everything is looked at here.
        let all = try await read(ResourceQuery())
        let resources = try all.resources.map(masked)
        let found = try CompiledQuery(query, limits: limits).positions(in: resources.map(\.document))
        return StorePage(
            resources: found.page.map { resources[$0] }, total: found.total, cursor: all.cursor,
            exceeding: found.exceeding.map { resources[$0].key })
    }
}
