import TMFEvents
import TMFQuery
import TMFStore

extension HubContext {
    /// Returns the part of the API whose events the client may receive.
    ///
    /// - Throws: ``ServiceError`` if it may receive the events of no type of resource.
    func scope() async throws -> EventScope {
        var parts: [CollectionName: EventScope.Part] = [:]
        var refusal: ServiceError?
        for resource in route.hub.resources {
            switch try await part(of: resource) {
            case .success(let part): parts[resource.collection] = part
            case .failure(let error): refusal = refusal ?? error
            }
        }
        if parts.isEmpty, let refusal { throw refusal }
        return EventScope(parts)
    }

    /// Returns the part of a collection that a client may both subscribe to and list.
    private func part(of resource: ServedResource) async throws -> Result<EventScope.Part, ServiceError> {
        var part = EventScope.Part()
        for operation in [ServiceOperation.subscribe, .list] {
            let decision = try await ForeignError.wrap {
                try await access.decision(on: request, operation, of: resource.definition)
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
