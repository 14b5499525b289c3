import TMFJSON
import TMFQuery
import TMFStore

/// The questions put to a store, with the queries made beforehand as statements are prepared.
struct StoreQuestions {
    private let store: any ResourceStore
    private let keys: [ResourceKey]
    /// The queries of each question, by its raw value.
    private let queries: [[ResourceQuery]]

    /// Makes the queries.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - parameters: The parameters.
    ///   - limit: The most resources of an answer.
    /// - Throws: The error of the query parser.
    init(_ store: any ResourceStore, parameters: StoreParameters, limit: Int = 20) throws {
        self.store = store
        keys = parameters.ids.map { ResourceKey(StoreContender.collection, $0) }
        let weeks = parameters.weeks.map { "creationDate.gte=\($0.start)&creationDate.lt=\($0.end)&limit=\(limit)" }
        queries = try StoreQuestion.allCases.map { question in
            let texts =
                switch question {
                case .get: [String]()
                case .statusAndParty: parameters.parties.map { "status=open&relatedParty.id=\($0)&limit=\(limit)" }
                case .sortedWeek: weeks.map { $0 + "&sort=creationDate" }
                case .week: weeks
                case .top: Array(repeating: "sort=-creationDate&limit=\(limit)", count: StoreParameters.count)
                }
            return try texts.map { try ResourceQuery(parsing: $0) }
        }
    }

    /// Asks for a page.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - turn: The number of the call, which chooses the parameters.
    /// - Returns: The page.
    /// - Throws: The error of the store.
    func page(_ question: StoreQuestion, _ turn: Int) async throws -> StorePage {
        let turn = turn % StoreParameters.count
        if question == .get {
            let resource = try await store.resource(for: keys[turn])
            return StorePage(
                resources: resource.map { [$0] } ?? [], total: resource == nil ? 0 : 1, sequence: 0)
        }
        return try await store.resources(
            in: StoreContender.collection, matching: queries[question.rawValue][turn])
    }

    /// Asks for a page and reads the first byte and the length of every text.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - turn: The number of the call, which chooses the parameters.
    /// - Returns: The sum of what was read.
    /// - Throws: The error of the store.
    func read(_ question: StoreQuestion, _ turn: Int) async throws -> Int {
        if question == .get {
            guard let resource = try await store.resource(for: keys[turn % StoreParameters.count]) else { return 0 }
            return resource.document.bytes.count + Int(resource.document.bytes[0])
        }
        let page = try await page(question, turn)
        var sum = page.total
        for resource in page.resources {
            sum += resource.document.bytes.count + Int(resource.document.bytes[0])
        }
        return sum
    }
}
