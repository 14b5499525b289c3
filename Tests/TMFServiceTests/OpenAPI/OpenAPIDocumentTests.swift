import TMForum
import Testing

@Suite("The OpenAPI document")
struct OpenAPIDocumentTests {
    private static func service(
        _ resources: [ResourceDefinition] = .standard, _ configuration: ServiceConfiguration = ServiceConfiguration()
    ) -> APIService {
        APIService(store: InMemoryStore(), resources: resources, configuration: configuration)
    }

    private static func document(_ service: APIService) -> JSONValue {
        service.openAPI(title: "Title", version: "3.2.1")
    }

    /// All references of a document.
    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            object.flatMap { member in
                member.name == "$ref" ? [member.value.stringValue].compactMap(\.self) : references(in: member.value)
            }
        default: []
        }
    }

    @Test("It names its version of OpenAPI, the title, and the version of the description")
    func head() throws {
        let document = Self.document(Self.service())
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["title"] == "Title")
        #expect(document["info"]?["version"] == "3.2.1")
        #expect(document["servers"] == nil)
        let tags = document["tags"]?.arrayValue?.map { $0["description"] }
        #expect(tags == ["TMF683 4.0.0", "TMF629 4.0.0"])
    }

    @Test("The server is the public URL")
    func server() {
        let environment = ServiceEnvironment(publicURL: "https://api.example.com/crm/")
        let document = Self.document(APIService(store: InMemoryStore(), environment: environment))
        #expect(document["servers"] == [["url": "https://api.example.com/crm"]])
    }

    @Test("A service without resources has a document without paths and components")
    func empty() {
        let document = Self.document(Self.service([]))
        #expect(document["paths"] == [:])
        #expect(document["components"] == nil)
    }

    @Test("The same service has the same document, in whatever order its sets were made")
    func determinism() {
        let names = (0..<50).map { "parameter\($0)" }
        let statuses = (0..<50).map { "status\($0)" }
        func document(_ reversed: Bool) -> [UInt8] {
            func set(_ names: [String]) -> Set<String> {
                var set: Set<String> = []
                for name in reversed ? names.reversed() : names { set.insert(name) }
                return set
            }
            var resources = [ResourceDefinition].standard
            resources[0].transitions = StatusTransitions(["open": set(statuses)], initial: set(statuses))
            let configuration = ServiceConfiguration(ignoredParameters: set(names))
            return Self.document(Self.service(resources, configuration)).serialized()
        }
        #expect(document(false) == document(true))
    }

    @Test("Every reference leads somewhere, and everything in the components is referred to", arguments: Described.all)
    func references(_ described: Described) throws {
        let document = Self.document(described.service)
        var known: Set<String> = []
        for kind in try #require(document["components"]?.objectValue) {
            for part in kind.value.objectValue ?? [:] { known.insert("#/components/\(kind.name)/\(part.name)") }
        }
        #expect(Set(Self.references(in: document)) == known)
    }

    @Test("Every operation has an identifier of its own", arguments: Described.all)
    func identifiers(_ described: Described) {
        let operations = DescribedService(described.service).operations
        let identifiers = operations.compactMap { $0.object["operationId"]?.stringValue }
        #expect(identifiers.count == operations.count)
        #expect(Set(identifiers).count == operations.count)
    }

    @Test("The names of components have no characters but those that OpenAPI allows")
    func names() throws {
        let service = Self.service([ResourceDefinition(ResourceDescription(Box<Nothing>.self, basePath: "/a"))])
        let document = Self.document(service)
        let names = document["components"]?.objectValue?.flatMap { $0.value.objectValue?.names ?? [] } ?? []
        #expect(!names.isEmpty)
        for name in names { #expect(name.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil, "\(name)") }
    }

    @Test(
        "What is configured shows in the document",
        arguments: [
            (ServiceConfiguration(profile: .specification), "The definitions of the APIs determine"),
            (ServiceConfiguration(unknownAttributes: .refused), "propertyNames"),
            (ServiceConfiguration(handlesQueriesStrictly: true), "patternProperties"),
            (ServiceConfiguration(ignoredParameters: ["apikey"]), "components/parameters/apikey"),
            (ServiceConfiguration(clientIdentifiers: .accepted), "At most 255 bytes of UTF-8"),
            (ServiceConfiguration(clientIdentifiers: .required), #""required":["id","direction""#),
            (ServiceConfiguration(requiresIfMatch: true), "If-Match is missing"),
            (ServiceConfiguration(idempotencyLifetime: .seconds(4_711)), "For 4711 seconds"),
            (ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(bytes: 4_711))), "At most 4711 bytes"),
            (ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(depth: 471))), "471 levels"),
            (ServiceConfiguration(limits: ServiceLimits(targetLength: 4_711)), "at most 4711 bytes"),
            (ServiceConfiguration(limits: ServiceLimits(query: QueryLimits(length: 4_711))), "at most 4711 bytes"),
            (ServiceConfiguration(limits: ServiceLimits(query: QueryLimits(terms: 47))), #""maxProperties":47"#),
            (ServiceConfiguration(limits: ServiceLimits(defaultPageSize: 47)), "by default, 47."),
            (ServiceConfiguration(limits: ServiceLimits(maximumPageSize: 47)), #""maxItems":47"#),
            (ServiceConfiguration(limits: ServiceLimits(pageBytes: 4_711)), "longer than 4711 bytes"),
            (ServiceConfiguration(limits: ServiceLimits(patch: .init(operations: 47))), #""maxItems":47"#),
            (ServiceConfiguration(limits: ServiceLimits(resourceSize: 4_711)), "at most 4711 bytes"),
            (ServiceConfiguration(limits: ServiceLimits(requestsInFlight: 47)), "at most 47 concurrent requests"),
            (ServiceConfiguration(limits: ServiceLimits(receivedBytes: 4_711)), "4711 bytes of bodies"),
            (ServiceConfiguration(limits: ServiceLimits(bodyTimeout: .seconds(47))), "within 47 seconds"),
        ])
    func configuration(_ configuration: ServiceConfiguration, _ text: String) {
        func written(_ configuration: ServiceConfiguration) -> String {
            String(decoding: Self.document(Self.service(.standard, configuration)).serialized(), as: UTF8.self)
        }
        #expect(written(configuration).contains(text))
        #expect(!written(ServiceConfiguration()).contains(text))
    }

    @Test("A page beyond the end is refused to HEAD only where it is configured")
    func beyondEnd() throws {
        func statuses(_ configuration: ServiceConfiguration) throws -> [String] {
            let described = DescribedService(Self.service(.standard, configuration))
            let operation = try #require(described.operation(.head, Kind.customer.path))
            return operation.object["responses"]?.objectValue?.names ?? []
        }
        #expect(try !statuses(ServiceConfiguration()).contains("416"))
        #expect(try statuses(ServiceConfiguration(pageBeyondEnd: .refused)).contains("416"))
    }

    @Test("An access policy shows in the statuses, and the challenge to parties in the security scheme")
    func access() throws {
        func described(_ access: any AccessPolicy) -> DescribedService {
            DescribedService(APIService(store: InMemoryStore(), access: access))
        }
        let refusals: Set = ["401", "403", "default"]
        func statuses(_ described: DescribedService) throws -> Set<String> {
            let operation = try #require(described.operation(.get, Kind.customer.path))
            return refusals.intersection(operation.object["responses"]?.objectValue?.names ?? [])
        }
        let open = described(.open)
        #expect(try statuses(open) == [])
        #expect(open.document["security"] == nil)
        let parties = described(.parties(challenge: "Bearer realm=\"crm\""))
        #expect(try statuses(parties) == refusals)
        #expect(
            parties.document["components"]?["securitySchemes"] == ["http": ["type": "http", "scheme": "bearer"]])
        #expect(parties.document["security"] == [["http": []]])
        let own = described(ClosurePolicy.owned)
        #expect(try statuses(own) == refusals)
        #expect(own.document["security"] == nil)
    }

    @Test("Policies of references and status transitions are told where they count")
    func rules() throws {
        var resources = [ResourceDefinition].standard
        resources[0].transitions = StatusTransitions(["open": ["inProgress", "closed"]], initial: ["open"])
        let service = APIService(
            store: InMemoryStore(), resources: resources, references: ReferencePolicy(.strict) { _ in true })
        let described = DescribedService(service)
        func text(_ method: APIMethod, _ path: String) throws -> String {
            try #require(described.operation(method, path)).object["description"]?.stringValue ?? ""
        }
        #expect(try text(.post, Kind.customer.path).contains("`engagedParty`, `relatedParty`"))
        #expect(
            try text(.patch, Kind.partyInteraction.path + "/1").contains("`status` can change from open to closed or"))
        let schema = described.document["components"]?["schemas"]?["PartyInteractionCreate"]
        #expect(schema?["properties"]?["status"]?["enum"] == ["open", nil])
    }
}
