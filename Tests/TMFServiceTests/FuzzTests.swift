import TMForum
import Testing

@Suite("Random requests")
struct FuzzTests {
    private struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// The services that are asked, from plain to one with everything switched on.
    enum Variant: CaseIterable, Sendable {
        case plain
        case everything
        case restricted
        case strict

        func client(_ store: any ResourceStore) throws -> Client {
            switch self {
            case .plain: try Client(store: store, isDescribed: false)
            case .everything:
                try Client(
                    store: store,
                    resources: [ResourceDefinition].standard.map { resource in
                        var resource = resource
                        resource.operations.insert(.bulk)
                        return resource
                    },
                    configuration: ServiceConfiguration(clientIdentifiers: .accepted, pageBeyondEnd: .refused),
                    isDescribed: false)
            case .restricted: try Client(store: store, access: .parties(challenge: "Bearer"), isDescribed: false)
            case .strict:
                try Client(
                    store: store,
                    configuration: ServiceConfiguration(
                        profile: .specification, unknownAttributes: .refused, handlesQueriesStrictly: true,
                        requiresIfMatch: true, limits: ServiceLimits(defaultPageSize: 2, maximumPageSize: 3)),
                    isDescribed: false)
            }
        }

        /// The statuses that requests must get to often.
        var statuses: [Int] {
            switch self {
            case .plain: [200, 201, 204, 206, 304, 400, 404, 405, 406, 409, 412, 415, 422]
            case .everything: [200, 201, 204, 206, 304, 400, 404, 405, 406, 409, 412, 415, 416]
            case .restricted: [200, 201, 204, 400, 401, 403, 404, 405, 406, 415]
            case .strict: [200, 201, 204, 400, 404, 405, 406, 415, 428]
            }
        }
    }

    @Test(
        "Every request has a well-formed answer, and one that is refused changes nothing",
        arguments: [UInt64(201), 202], Variant.allCases)
    func requests(_ seed: UInt64, _ variant: Variant) async throws {
        print("TMFServiceTests: fuzzing with seed \(seed)")
        var generator = RequestGenerator(seed: seed)
        var statuses: [Int: Int] = [:]
        var store = YieldingStore(yields: false)
        var client = try variant.client(store)
        let described = DescribedService(client.service)
        var lists: [[UInt8]] = []
        for round in 0..<25_000 {
            if round % 100 == 0 {
                // A fresh store now and then keeps the lists short.
                store = YieldingStore(yields: false)
                client = try variant.client(store)
                let owner = try Client(store: store, isDescribed: false)
                for kind in Kind.allCases + Kind.allCases { try await Self.fill(owner, kind) }
            }
            let compares = round % 20 == 0
            if compares { lists = await Self.lists(store) }
            let commits = store.commits
            let request = generator.next()
            let response = await client.answer(to: request)
            statuses[response.status, default: 0] += 1
            do {
                try await Self.check(response, to: request, client)
                // Comparing an answer with the description takes longer than making it.
                if compares, let problem = described.problems(of: response, to: request).first {
                    throw Problem(description: problem)
                }
                guard response.status >= 400 else { continue }
                if store.commits != commits { throw Problem(description: "the store was changed") }
                if compares, await Self.lists(store) != lists { throw Problem(description: "a list has changed") }
            } catch {
                let body = String(decoding: request.body, as: UTF8.self)
                Issue.record(
                    """
                    seed \(seed), \(variant), round \(round): \(error)
                    \(request.method) \(request.target.debugDescription) \(request.headers.fields) \(body.debugDescription)
                    \(response.status) \(response.headers.fields) \(response.text)
                    """)
                return
            }
        }
        for status in variant.statuses {
            #expect(statuses[status, default: 0] > 10, "the requests hardly get to \(status): \(statuses)")
        }
    }

    /// Creates a resource that belongs to the party of the requests and has something hidden from it.
    private static func fill(_ client: Client, _ kind: Kind) async throws {
        let members = #""relatedParty":[{"id":"p1","@referredType":"Individual"}],"note":[{"@type":"InternalNote"}]"#
        _ = try await client.create(kind, members)
    }

    private static func lists(_ store: any ResourceStore) async -> [[UInt8]] {
        var lists: [[UInt8]] = []
        guard let client = try? Client(store: store, isDescribed: false) else { return [] }
        for kind in Kind.allCases { lists.append(await client.get(kind.path).body) }
        return lists
    }

    private static func check(_ response: APIResponse, to request: APIRequest, _ client: Client) async throws {
        func require(_ condition: Bool, _ text: String) throws {
            guard condition else { throw Problem(description: text) }
        }
        try require((200..<500).contains(response.status), "the status")
        for field in response.headers.fields {
            let isClean = field.value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            try require(isClean, "the header field \(field.name) is printable ASCII")
        }
        if [204, 304].contains(response.status) || request.method == .head {
            return try require(response.body.isEmpty, "no body")
        }
        try require(response.headers[.contentType] == "application/json;charset=utf-8", "the type")
        let json = try response.json()
        switch response.status {
        case 201:
            let location = response.headers[.location] ?? ""
            try require(!location.isEmpty, "Location")
            // An answer that is repeated tells of the resource as it was.
            guard request.headers[.idempotencyKey] == nil else { return }
            let read = await client.service.respond(to: APIRequest(.get, location, identity: request.identity))
            try require(read.status == 200, "what was created can be read")
            try require(read.headers[.eTag] == response.headers[.eTag], "the tag")
            guard request.query == nil else { return }
            try require(json["href"] == .string(location), "Location is the href")
            try require(read.body == response.body, "what was created is read as it was answered")
        case 200 where json.kind == .array, 206:
            try require(response.headers[.resultCount] == json.arrayValue.map { String($0.count) }, "the count")
            guard request.method == .get else { return }
            let total = response.headers[.totalCount].flatMap { Int($0) } ?? -1
            try require(total >= json.arrayValue?.count ?? 0, "the total")
            try require(response.headers[.link]?.contains("rel=\"self\"") ?? false, "a link to itself")
        case 200:
            try require(json["id"]?.stringValue != nil && json["href"]?.stringValue != nil, "id and href")
            try require(response.headers[.eTag] != nil, "a tag")
        default:
            try require(json["code"]?.stringValue != nil && json["reason"]?.stringValue != nil, "code and reason")
            try require(json["message"]?.stringValue?.isEmpty == false, "a message")
            try require(json["status"] == .string(String(response.status)), "the status as text")
            try require(json["@type"] == "Error", "the type Error")
            try require((response.headers[.allow] != nil) == (response.status == 405), "Allow with 405")
            try require(
                (response.headers[.wwwAuthenticate] != nil) == (response.status == 401), "a challenge with 401")
            if response.status == 415 {
                let accepts = response.headers[.acceptPost] ?? response.headers[.acceptPatch]
                try require(accepts != nil, "Accept-Post or Accept-Patch with 415")
            }
        }
    }
}
