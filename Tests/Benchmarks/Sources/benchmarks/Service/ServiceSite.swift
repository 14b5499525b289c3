import TMFModels
import TMFService
import TMFStore

/// The services of a run and what lies beneath them.
struct ServiceSite {
    /// What the services serve.
    static let definition = ResourceDefinition(.partyInteractionV4)

    /// The service that is measured, with a store that nothing else uses.
    let service: APIService
    /// A store with the same resources, for its calls alone.
    let store: any ResourceStore
    /// A service over ``store`` that starts ``stopwatch`` when it begins to write a new resource, and stops it when it commits.
    let traced: APIService
    /// The watch of ``traced``.
    let stopwatch = Stopwatch()

    /// Fills the stores.
    ///
    /// - Parameter resources: The number of resources.
    /// - Throws: The error of a store.
    init(resources: Int) async throws {
        let (own, twin) = (StoreContender.indexed(), StoreContender.indexed())
        // The documents are not shared: what one store reads would be in the cache for the other.
        for store in [own, twin] {
            var corpus = StoreCorpus()
            try await corpus.fill(resources, into: store)
        }
        store = twin
        service = APIService(store: own)
        // The time is asked for when the text of a new resource begins.
        let environment = ServiceEnvironment(now: { [stopwatch] in
            stopwatch.start()
            return Timestamp.now()
        })
        traced = APIService(
            store: TimedStore(base: twin, stopwatch: stopwatch), resources: [Self.definition], environment: environment)
    }
}
