import TMFExchange
import TMFJSON
import TMFModels
import TMFService
import TMFStore

/// The measurements of a round: the service first, then its parts.
struct ServiceRound {
    /// The calls whose documents are made at a time.
    private static let batch = 50

    private let site: ServiceSite
    private let parameters: StoreParameters
    private let resources: Int
    private var random = SeededGenerator(seed: 629)
    private var bodies: InteractionText
    private var patches = 0

    /// The times.
    private(set) var samples = ServiceSamples()
    /// The bytes and the number of the bodies of all POST requests so far.
    private(set) var posted = (bytes: 0, count: 0)

    /// Creates the measurements.
    ///
    /// - Parameters:
    ///   - site: The services and stores.
    ///   - parameters: The parameters of the lists.
    ///   - resources: The number of resources that the stores were filled with.
    ///   - bodies: What is sent.
    init(_ site: ServiceSite, _ parameters: StoreParameters, resources: Int, bodies: InteractionText) {
        self.site = site
        self.parameters = parameters
        self.resources = resources
        self.bodies = bodies
    }

    /// Measures every kind of request.
    ///
    /// - Parameter counts: Whether the times count.
    /// - Throws: ``ServiceMismatch`` if a request is not answered as it should be, or the error of a store.
    mutating func run(counts: Bool) async throws {
        for work in ServiceWork.allCases {
            switch work {
            case .post: try await post()
            case .get: try await get()
            case .list, .sortedList: try await list(work)
            case .mergePatch, .jsonPatch: try await patch(work)
            }
        }
        samples.endRound(counts: counts)
    }

    // MARK: - Kinds of requests

    private mutating func post() async throws {
        let texts = (0..<ServiceWork.post.calls).map { _ in Array(bodies.nextBody().utf8) }
        posted = (texts.reduce(posted.bytes) { $0 + $1.count }, posted.count + texts.count)
        let environment = site.service.environment
        // Identifiers in an order would lead the store to the same place again and again.
        let resources = texts.map { _ in
            let id = environment.makeIdentifier()
            return (key: ResourceKey(StoreContender.collection, id), text: Array(bodies.next(id: id).utf8))
        }
        let requests = texts.map { ServiceRequests.post($0) }
        try await answer(.post, requests, status: 201)

        let limits = site.service.configuration.limits.body
        try await time(.post, .parsing, texts.count) { consume(try JSONDocument(parsing: texts[$0], limits: limits)) }
        for batch in Self.batches(texts) {
            let documents = try batch.map { try JSONDocument(parsing: $0, limits: limits) }
            try await time(.post, .validation, documents.count) {
                consume(PartyInteraction.findings(in: documents[$0].root, for: .create))
            }
        }
        try await time(.post, .identifier, texts.count) { _ in
            consume(environment.makeIdentifier())
            consume(environment.now())
        }
        for request in requests { try Self.expect(201, await site.traced.respond(to: request), request) }
        let writing = site.stopwatch.take()
        samples.add(.post, .writing, writing.total - site.stopwatch.cost(laps: writing.laps), calls: writing.laps)
        let store = site.store
        for batch in Self.batches(resources) {
            let changes = try batch.map { [StoreChange.create($0.key, try JSONDocument(parsing: $0.text))] }
            try await time(.post, .store, changes.count) { consume(try await store.commit(changes[$0])) }
        }
    }

    private mutating func get() async throws {
        let ids = (0..<ServiceWork.get.calls).map { _ in InteractionText.id(random.number(0...resources - 1)) }
        let keys = ids.map { ResourceKey(StoreContender.collection, $0) }
        try await answer(.get, ids.map { ServiceRequests.get($0) }, status: 200)
        let store = site.store
        try await time(.get, .store, keys.count) { consume(try await store.resource(for: keys[$0])) }
    }

    private mutating func list(_ work: ServiceWork) async throws {
        let different = ServiceRequests.lists(work, parameters)
        let requests = (0..<work.calls).map { different[$0 % different.count] }
        try await answer(work, requests, status: nil)
        let questions = try StoreQuestions(site.store, parameters: parameters)
        let question: StoreQuestion = work == .list ? .statusAndParty : .sortedWeek
        try await time(work, .store, work.calls) { consume(try await questions.read(question, $0)) }
    }

    private mutating func patch(_ work: ServiceWork) async throws {
        var made: [ServicePatch] = []
        for _ in 0..<work.calls {
            let key = ResourceKey(StoreContender.collection, InteractionText.id(random.number(0...resources - 1)))
            guard let found = try await site.store.resource(for: key) else { throw StoreError(.notFound, key: key) }
            made.append(ServicePatch(work, of: found, number: patches))
            patches += 1
        }
        try await answer(work, made.map(\.request), status: 200)
        let store = site.store
        for batch in Self.batches(made) {
            let changes = try batch.map { (key: $0.key, document: try JSONDocument(parsing: $0.text)) }
            try await time(work, .store, changes.count) {
                let (key, document) = changes[$0]
                let found = try await store.resource(for: key)
                consume(try await store.commit([.replace(key, document, revision: found?.revision)]))
            }
        }
    }

    /// Splits what is prepared into as much as stays in the cache until it is used, as it does within a request.
    private static func batches<Element>(_ elements: [Element]) -> [ArraySlice<Element>] {
        stride(from: 0, to: elements.count, by: batch).map { elements[$0..<min($0 + batch, elements.count)] }
    }

    // MARK: - Timing

    /// Sends requests to the service; a status of `nil` stands for a list, which may be a part.
    private mutating func answer(_ work: ServiceWork, _ requests: [APIRequest], status: Int?) async throws {
        let service = site.service
        try await time(work, .request, requests.count) {
            let response = await service.respond(to: requests[$0])
            try Self.expect(status ?? (response.status == 206 ? 206 : 200), response, requests[$0])
            consume(response)
        }
    }

    private static func expect(_ status: Int, _ response: APIResponse, _ request: APIRequest) throws {
        guard response.status == status else {
            throw ServiceMismatch(request: request, status: response.status, problem: "\(status) was expected")
        }
    }

    private mutating func time(
        _ work: ServiceWork, _ part: ServicePart, _ calls: Int, _ call: (Int) async throws -> Void
    ) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        for number in 0..<calls { try await call(number) }
        samples.add(work, part, clock.now - start, calls: calls)
    }
}
