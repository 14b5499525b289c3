public import TMForum

/// Creates the service of the contact center.
public func makeService() -> APIService {
    var configuration = ServiceConfiguration()
    configuration.limits.maximumPageSize = 100
    return APIService(store: InMemoryStore(), configuration: configuration)
}
