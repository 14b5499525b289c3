import TMForum
import Testing

@Suite("Random requests")
struct FuzzTests {
    private struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    @Test(
        "Every request has a well-formed answer, and one that is refused changes nothing",
        arguments: [UInt64(201), 202, 203, 204])
    func requests(_ seed: UInt64) async throws {
        print("TMFServiceTests: fuzzing with seed \(seed)")
        var generator = RequestGenerator(seed: seed)
        var statuses: [Int: Int] = [:]
        var store = YieldingStore(yields: false)
        var client = try Client(store: store)
        var lists: [[UInt8]] = []
        for round in 0..<5_000 {
            if round % 100 == 0 {
                // A fresh store now and then keeps the lists short.
                store = YieldingStore(yields: false)
                client = try Client(store: store)
                for kind in Kind.allCases + Kind.allCases { _ = try await client.create(kind) }
            }
            let compares = round % 10 == 0
            if compares { lists = await Self.lists(client) }
            let commits = store.commits
            let request = generator.next()
            let response = await client.service.respond(to: request)
            statuses[response.status, default: 0] += 1
            do {
                try await Self.check(response, to: request, client)
                guard response.status >= 400 else { continue }
                if store.commits != commits { throw Problem(description: "the store was changed") }
                if compares, await Self.lists(client) != lists { throw Problem(description: "a list has changed") }
            } catch {
                let body = String(decoding: request.body, as: UTF8.self)
                Issue.record(
                    """
                    seed \(seed), round \(round): \(error)
                    \(request.method) \(request.target.debugDescription) \(request.headers.fields) \(body.debugDescription)
                    \(response.status) \(response.text)
                    """)
                return
            }
        }
        for status in [200, 201, 204, 400, 404, 405, 406, 415] {
            #expect(statuses[status, default: 0] > 10, "the requests hardly get to \(status): \(statuses)")
        }
    }

    private static func lists(_ client: Client) async -> [[UInt8]] {
        var lists: [[UInt8]] = []
        for kind in Kind.allCases { lists.append(await client.get(kind.path).body) }
        return lists
    }

    private static func check(_ response: APIResponse, to request: APIRequest, _ client: Client) async throws {
        func require(_ condition: Bool, _ text: String) throws {
            guard condition else { throw Problem(description: text) }
        }
        try require((200..<500).contains(response.status), "the status")
        guard response.status != 204 else {
            try require(response.body.isEmpty && request.method == .delete, "204 without a body, on DELETE only")
            return
        }
        try require(response.headers["Content-Type"] == "application/json;charset=utf-8", "the type")
        let json = try response.json()
        switch response.status {
        case 201:
            let location = response.headers["Location"] ?? ""
            try require(json["href"] == .string(location), "Location is the href")
            let read = await client.get(location)
            try require(read.body == response.body, "what was created can be read")
        case 200 where json.kind == .array, 206:
            try require(response.headers["X-Result-Count"] == json.arrayValue.map { String($0.count) }, "the count")
            let total = response.headers["X-Total-Count"].flatMap { Int($0) } ?? -1
            try require(total >= json.arrayValue?.count ?? 0, "the total")
        case 200:
            try require(json["id"]?.stringValue != nil && json["href"]?.stringValue != nil, "id and href")
        default:
            try require(json["code"]?.stringValue != nil && json["reason"]?.stringValue != nil, "code and reason")
            try require(json["message"]?.stringValue?.isEmpty == false, "a message")
            try require(json["status"] == .string(String(response.status)), "the status as text")
            try require(json["@type"] == "Error", "the type Error")
            try require((response.headers["Allow"] != nil) == (response.status == 405), "Allow with 405")
            let accepts = response.headers["Accept-Post"] ?? response.headers["Accept-Patch"]
            try require((accepts != nil) == (response.status == 415), "Accept-Post or Accept-Patch with 415")
        }
    }
}
