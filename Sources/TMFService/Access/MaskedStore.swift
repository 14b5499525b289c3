import TMFJSON
import TMFQuery
import TMFStore

/// Reads a store as if the hidden parts of its resources were not there.
struct MaskedStore {
    let base: any ResourceStore
    let mask: AttributeMask
    let limits: QueryLimits

    func resource(for key: ResourceKey) async throws -> StoredResource? {
        try await base.resource(for: key).map(masked)
    }

    func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?
    ) async throws -> StorePage {
        guard mask.names.map({ query.mayRead(anyOf: $0) }) ?? true else {
            var page = try await base.resources(in: collection, matching: query, cursor: cursor)
            page.resources = try page.resources.map(masked)
            return page
        }
        // The store would look at what is hidden, so what is left of everything is looked at here.
        let all = try await base.resources(in: collection, matching: ResourceQuery(), cursor: cursor)
        let resources = try all.resources.map(masked)
        let (positions, total) = try CompiledQuery(query, limits: limits).positions(in: resources.map(\.document))
        return StorePage(resources: positions.map { resources[$0] }, total: total, cursor: all.cursor)
    }

    private func masked(_ resource: StoredResource) throws -> StoredResource {
        var resource = resource
        resource.document = try mask.applied(to: resource.document, visitingAtMost: limits.visitedNodes)
        return resource
    }
}
