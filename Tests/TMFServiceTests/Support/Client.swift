import Synchronization
import TMForum
import Testing

/// The two collections of the service, so that one test covers both APIs.
enum Kind: String, CaseIterable, Sendable {
    case partyInteraction
    case customer

    /// The path of the collection.
    var path: String {
        switch self {
        case .partyInteraction: "/tmf-api/partyInteraction/v4/partyInteraction"
        case .customer: "/tmf-api/customerManagement/v4/customer"
        }
    }

    var typeName: String { self == .customer ? "Customer" : "PartyInteraction" }

    /// The least that a client must send.
    var minimum: String {
        switch self {
        case .partyInteraction: #"{"channel":[{"id":"c1"}],"direction":"inbound","reason":"Question"}"#
        case .customer: #"{"name":"Ada","engagedParty":{"id":"p1","@referredType":"Individual"}}"#
        }
    }

    /// A mandatory attribute that may be changed.
    var mandatoryName: String { self == .customer ? "name" : "reason" }

    /// The least that a client must send, and some more members.
    func minimum(and members: String) -> String { String(minimum.dropLast()) + "," + members + "}" }
}

/// A service and the requests that a client makes.
struct Client: Sendable {
    static let instant = "2026-11-21T09:30:00Z"

    let service: APIService
    /// The document that answers are compared with, or `nil` for none; a middleware may answer as it likes.
    let described: DescribedService?

    init(
        store: any ResourceStore = InMemoryStore(),
        hub: EventHub? = nil,
        resources: [ResourceDefinition] = .standard,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        publicURL: String = "",
        access: any AccessPolicy = .open,
        references: ReferencePolicy? = nil,
        middleware: [ServiceMiddleware] = [],
        observer: ServiceObserver? = nil,
        at instant: String = Client.instant,
        step: Duration = .zero,
        isDescribed: Bool = true
    ) throws {
        var environment = ServiceEnvironment.fixed(try Timestamp(instant), publicURL: publicURL)
        let time = Mutex(Duration.zero)
        // Every look at the clock is a step later than the one before.
        environment.monotonicTime = {
            time.withLock { time in
                time += step
                return time
            }
        }
        service = APIService(
            store: store, hub: hub, resources: resources, configuration: configuration, environment: environment,
            access: access, references: references, middleware: middleware, observer: observer)
        described = isDescribed && middleware.isEmpty ? DescribedService(service) : nil
    }

    func send(_ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: String = "") async -> APIResponse
    {
        await answer(to: APIRequest(method, target, headers: headers, body: Array(body.utf8)))
    }

    /// Sends a request; the answer must be one that the OpenAPI document of the service describes.
    func answer(to request: APIRequest) async -> APIResponse {
        let response = await service.respond(to: request)
        for problem in described?.problems(of: response, to: request) ?? [] {
            Issue.record("\(request.method) \(request.target): \(problem)")
        }
        return response
    }

    func get(_ target: String, headers: APIHeaders = [:]) async -> APIResponse {
        await send(.get, target, headers: headers)
    }

    func post(
        _ target: String, _ body: String, headers: APIHeaders = [.contentType: "application/json"]
    ) async -> APIResponse {
        await send(.post, target, headers: headers, body: body)
    }

    func patch(
        _ target: String, _ body: String, headers: APIHeaders = [.contentType: "application/merge-patch+json"]
    ) async -> APIResponse {
        await send(.patch, target, headers: headers, body: body)
    }

    func delete(_ target: String, headers: APIHeaders = [:]) async -> APIResponse {
        await send(.delete, target, headers: headers)
    }

    /// Creates a resource and returns its path.
    func create(_ kind: Kind, _ members: String? = nil) async throws -> String {
        let response = await post(kind.path, members.map(kind.minimum(and:)) ?? kind.minimum)
        try #require(response.status == 201, "\(response.text)")
        return try #require(response.headers[.location])
    }

    /// The identifiers of a list answer, in order.
    func ids(_ target: String) async throws -> [String] {
        let response = await get(target)
        try #require(response.status < 300, "\(response.text)")
        return try #require(response.json().arrayValue).compactMap { $0["id"]?.stringValue }
    }
}

extension APIResponse {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// The reasons of the errors by their code.
private let reasons = [
    "1": "Internal error", "2": "Functional error", "20": "Invalid URL parameter value", "21": "Missing body",
    "22": "Invalid body", "23": "Missing body field", "24": "Invalid body field", "25": "Missing header",
    "26": "Invalid header value", "27": "Missing query-string parameter",
    "28": "Invalid query-string parameter value", "40": "Missing credentials", "41": "Invalid credentials",
    "42": "Expired credentials", "50": "Access denied", "51": "Forbidden requester", "52": "Forbidden user",
    "53": "Too many requests", "60": "Resource not found", "61": "Method not allowed", "406": "Not acceptable",
    "408": "Request timeout", "409": "Conflict", "410": "Gone", "412": "Precondition failed", "413": "Body too large",
    "414": "URL too long",
    "415": "Unsupported media type", "416": "Range not satisfiable", "428": "Precondition required",
    "501": "Not implemented", "503": "Service unavailable",
]

/// Expects an error of the form of the TM Forum APIs.
func expectError(
    _ response: APIResponse, _ status: Int, _ code: String, message part: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let location = sourceLocation
    guard response.status == status else {
        let text = response.text.prefix(500)
        Issue.record("Expected \(status), got \(response.status): \(text)", sourceLocation: location)
        return
    }
    #expect(response.headers[.contentType] == "application/json;charset=utf-8", sourceLocation: location)
    guard let error = APIResponseError(response)?.body?.json.objectValue else {
        Issue.record("The body is no JSON object: \(response.text)", sourceLocation: location)
        return
    }
    #expect(error["code"] == .string(code), "\(error)", sourceLocation: location)
    #expect(error["reason"]?.stringValue == reasons[code], "\(error)", sourceLocation: location)
    #expect(error["status"] == .string(String(status)), "\(error)", sourceLocation: location)
    #expect(error["@type"] == "Error", "\(error)", sourceLocation: location)
    let known: Set<String> = ["code", "reason", "message", "status", "@type", "findings", "errorId", "limit"]
    #expect(known.isSuperset(of: error.names), "\(error)", sourceLocation: location)
    // What went wrong inside is nobody's business; everything else is explained.
    guard status < 500 else { return }
    let message = error["message"]?.stringValue ?? ""
    #expect(!message.isEmpty, "\(error)", sourceLocation: location)
    if let part { #expect(message.contains(part), "\(error)", sourceLocation: location) }
}
