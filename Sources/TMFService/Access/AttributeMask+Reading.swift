import TMFJSON
import TMFQuery
import TMFStore

extension AttributeMask {
    /// Returns a page of the resources whose visible parts match.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - limits: The limits of the query and the mask.
    ///   - read: Reads from the store, which does not know the mask.
    /// - Returns: The page, whose resources still contain the hidden parts.
    /// - Throws: The error of reading, or `QueryError` if the query exceeds a limit.
    func page(
        matching query: ResourceQuery, limits: QueryLimits, read: (ResourceQuery) async throws -> StorePage
    ) async throws -> StorePage {
        guard names.map({ query.mayRead(anyOf: $0) }) ?? true else { return try await read(query) }
        // The store would evaluate hidden parts, so the query is evaluated here, on the visible parts of all resources.
        let all = try await read(ResourceQuery())
        let visible = try all.resources.map { try applied(to: $0.document, visitingAtMost: limits.visitedNodes) }
        let found = try CompiledQuery(query, limits: limits).positions(in: visible)
        return StorePage(
            resources: found.page.map { all.resources[$0] }, total: found.total, sequence: all.sequence,
            cursor: all.cursor, exceeding: found.exceeding.map { all.resources[$0].key })
    }

    /// Returns a resource without its hidden parts.
    ///
    /// - Throws: ``ServiceError`` with 413 if the visible part is too large, which is only possible if the resource is.
    func visible(in document: JSONDocument, visitingAtMost limit: Int) throws(ServiceError) -> JSONDocument {
        do throws(JSONParsingError) {
            return try applied(to: document, visitingAtMost: limit)
        } catch {
            throw ServiceError(.bodyTooLarge, "The resource would be too large: \(error).")
        }
    }
}
