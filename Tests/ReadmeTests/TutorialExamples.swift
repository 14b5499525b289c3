public import TMForum

// What a step of the tutorial has and its last one does not.

/// Creates the service of the contact center.
public func makeService() -> APIService {
    APIService(store: InMemoryStore())
}
