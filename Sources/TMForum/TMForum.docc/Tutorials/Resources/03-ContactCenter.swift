public import TMForum

/// Creates the service of the contact center.
public func makeService() -> APIService {
    APIService(store: InMemoryStore())
}
