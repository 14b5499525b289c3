import Synchronization
import TMFConformance
import TMFJSON
import TMForum
import Testing

/// The service with one fault, and a log of what it was asked.
final class FaultyService: Sendable {
    /// Answers a request, as a rule with the help of the service that has no fault.
    typealias Fault =
        @Sendable (_ request: APIRequest, _ next: @Sendable (APIRequest) async -> APIResponse) async throws ->
        APIResponse

    let kit: ConformanceKit
    let service: APIService
    /// The identifiers of the rows that were there before.
    let existing: [String]
    private let fault: Fault
    private let log = Mutex<[APIRequest]>([])

    /// Creates a service that holds some rows already.
    init(
        _ kit: ConformanceKit, store: any ResourceStore = InMemoryStore(), rows: Int = 4,
        fault: @escaping Fault = { await $1($0) }
    ) async throws {
        self.kit = kit
        self.fault = fault
        let service = APIService(store: store, resources: [ResourceDefinition(kit.resource)])
        self.service = service
        var existing: [String] = []
        for number in 0..<rows {
            let response = await service.respond(
                to: APIRequest(
                    .post, kit.collectionPath, headers: [.contentType: "application/json"],
                    body: kit.row(number).serialized()))
            existing.append(try #require(try JSONValue(parsing: response.body)["id"]?.stringValue))
        }
        self.existing = existing
    }

    var requests: [APIRequest] { log.withLock { $0 } }

    func respond(to request: APIRequest) async throws -> APIResponse {
        log.withLock { $0.append(request) }
        return try await fault(request) { await self.service.respond(to: $0) }
    }

    func run(_ options: ConformanceOptions = ConformanceOptions()) async -> ConformanceReport {
        await kit.run(against: { try await self.respond(to: $0) }, by: .sound, options: options)
    }

    /// The rows that there are now.
    func rows() async throws -> [JSONValue] {
        let response = await service.respond(to: APIRequest(.get, kit.collectionPath))
        return try #require(try JSONValue(parsing: response.body).arrayValue)
    }

    /// Whether the run asked to change or remove what was there before.
    func isHarmed() -> Bool {
        let paths = Set(existing.map { kit.collectionPath + "/" + $0 })
        return requests.contains { ![.get, .head].contains($0.method) && paths.contains($0.path) }
    }
}

extension ConformanceKit {
    var collectionPath: String { defaultBasePath + resource.name }

    /// A row as others made it.
    func row(_ number: Int) -> JSONValue {
        switch resource {
        case .customerV4:
            ["name": .string("Club \(number)"), "engagedParty": ["id": "7", "@referredType": "Organization"]]
        case .partyInteractionV4:
            [
                "channel": [["id": "9"]], "direction": "outbound", "reason": .string("Call \(number)"),
                "note": [["author": "Ada", "text": "of others"]],
            ]
        default: (try? JSONValue(parsing: steps.first?.body ?? "")) ?? .null
        }
    }
}

extension ConformanceReport {
    /// The identifiers of the rules that are broken.
    var brokenRules: Set<String> {
        Set(steps.flatMap(\.assertions).filter { !$0.passed }.compactMap { $0.rule?.id })
    }

    /// The identifiers of the rules that were kept somewhere.
    var keptRules: Set<String> {
        Set(steps.flatMap(\.assertions).filter(\.passed).compactMap { $0.rule?.id })
    }

    /// The path of what no resource has the id of.
    var unknownPath: String? { steps.first { $0.name == "GET of an unknown id" }?.request.path }

    /// What failed, for a message.
    var failures: [String] {
        steps.flatMap { step in
            step.assertions.filter { !$0.passed }.map { "\(step.name): \($0.rule?.id ?? ""): \($0.message ?? "")" }
        }
    }
}

extension APIRequest {
    /// Whether the request is about a collection, whose name is a word, and not about a resource, whose name is a UUID.
    var isOnList: Bool { path.split(separator: "/").last?.allSatisfy(\.isLetter) ?? false }
    var isList: Bool { method == .get && isOnList }
    var isItem: Bool { method == .get && !isOnList }
    var isPage: Bool { isList && (query ?? "").contains("limit=") }
    /// Whether this is a list with a filter.
    var isFilter: Bool { isList && names.contains { !["fields", "offset", "limit", "sort"].contains($0) } }

    /// The names in the query, in order.
    var names: [String] { parameters.map(\.name) }

    var parameters: [(name: String, value: String)] {
        (query ?? "").split(separator: "&").map { term in
            let name = String(term.prefix { $0 != "=" })
            return (name, String(term.dropFirst(name.count + 1)))
        }
    }

    var json: JSONValue? { try? JSONValue(parsing: body) }

    /// The request without some parameters.
    func without(_ isDropped: (String) -> Bool) -> APIRequest {
        var result = self
        let kept = parameters.filter { !isDropped($0.name) }.map { "\($0.name)=\($0.value)" }
        result.target = path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        return result
    }

    func with(body: JSONValue) -> APIRequest {
        var result = self
        result.body = body.serialized()
        return result
    }

    func without(header name: APIHeaders.Name) -> APIRequest {
        var result = self
        result.headers[name] = nil
        return result
    }
}

extension APIResponse {
    var json: JSONValue? { try? JSONValue(parsing: body) }

    func with(status: Int) -> APIResponse {
        var result = self
        result.status = status
        return result
    }

    func with(_ name: APIHeaders.Name, _ value: String?) -> APIResponse {
        var result = self
        result.headers[name] = value
        return result
    }

    func with(body: JSONValue) -> APIResponse {
        var result = self
        result.body = body.serialized()
        return result
    }

    func with(text: String) -> APIResponse {
        var result = self
        result.body = Array(text.utf8)
        return result
    }

    /// The response with another object, if it holds one.
    func editing(_ change: (inout JSONObject) -> Void) -> APIResponse {
        guard status < 300, case .object(var object)? = json else { return self }
        change(&object)
        return with(body: .object(object))
    }

    /// The response with other rows, if it holds a list; the header fields tell their number.
    func editingRows(total: Int? = nil, _ change: (inout [JSONValue]) -> Void) -> APIResponse {
        guard status < 300, case .array(var rows)? = json else { return self }
        let before = rows.count
        change(&rows)
        var result = with(body: .array(rows)).with("X-Result-Count", "\(rows.count)")
        let old = headers[.totalCount].flatMap { Int($0) } ?? before
        result.headers[.totalCount] = "\(total ?? old + rows.count - before)"
        return result
    }

    /// The response with every row changed.
    func editingEachRow(_ change: (inout JSONObject) -> Void) -> APIResponse {
        editingRows { rows in
            for index in rows.indices {
                guard case .object(var object) = rows[index] else { continue }
                change(&object)
                rows[index] = .object(object)
            }
        }
    }
}
