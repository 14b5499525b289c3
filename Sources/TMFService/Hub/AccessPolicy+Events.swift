import TMFEvents
import TMFExchange
import TMFQuery
import TMFStore

extension AccessPolicy {
    /// Returns the part of an API whose events a client may receive: what it may both subscribe to and list.
    ///
    /// - Parameters:
    ///   - request: The request of the client.
    ///   - resources: The types of resources of the API.
    /// - Returns: The resources and attributes that it may see.
    /// - Throws: ``ServiceError`` if it may receive the events of no type of resource.
    func eventScope(for request: APIRequest, of resources: [ServedResource]) async throws -> EventScope {
        var parts: [CollectionName: EventScope.Part] = [:]
        var refusal: ServiceError?
        for resource in resources {
            switch try await part(for: request, of: resource) {
            case .success(let part): parts[resource.collection] = part
            case .failure(let error): refusal = refusal ?? error
            }
        }
        if parts.isEmpty, let refusal { throw refusal }
        return EventScope(parts)
    }

    private func part(
        for request: APIRequest, of resource: ServedResource
    ) async throws -> Result<EventScope.Part, ServiceError> {
        var part = EventScope.Part()
        for operation in [ServiceOperation.subscribe, .list] {
            let decision: AccessDecision = try await ForeignError.wrap {
                try await self.decision(on: request, operation, of: resource.definition)
            }
            switch decision {
            case .allowed: break
            case .restricted(let rows, let mask): part.restrict(to: rows, hiding: mask)
            case .refused(let error): return .failure(error)
            }
        }
        return .success(part)
    }
}

extension EventScope.Part {
    fileprivate mutating func restrict(to rows: Filter, hiding mask: AttributeMask) {
        if self.rows.isEmpty {
            self.rows = rows
        } else if !rows.isEmpty, rows != self.rows {
            self.rows = .all([self.rows, rows])
        }
        self.mask = AttributeMask((self.mask.paths + mask.paths).unique)
    }
}
