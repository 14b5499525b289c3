import TMForum
import Testing

@Suite("The operations of the OpenAPI document")
struct OpenAPIOperationTests {
    private static let methods: [APIMethod] = [
        .get, .head, .post, .put, .patch, .delete, .options, APIMethod(rawValue: "TRACE"),
    ]

    private static func answer(_ service: APIService, _ method: APIMethod, _ target: String) async -> APIResponse {
        await service.respond(to: APIRequest(method, target))
    }

    @Test("The service answers what the document has, and refuses every other method", arguments: Described.all)
    func methods(_ described: Described) async {
        let service = described.service
        let document = DescribedService(service)
        let paths = Set(document.operations.map(\.path))
        #expect(!paths.isEmpty)
        for path in paths {
            for method in Self.methods {
                let isDescribed = document.operations.contains { $0.path == path && $0.method == method }
                let response = await Self.answer(service, method, path.replacing("{id}", with: "1"))
                // There is no resource yet, so that 404 is right for one, but not for a collection.
                #expect((response.status == 405) != isDescribed, "\(method) \(path)")
                if !path.hasSuffix("{id}") { #expect(response.status != 404, "\(method) \(path)") }
            }
        }
    }

    @Test("Every path of a definition that requests get to is in the document, and no other", arguments: Described.all)
    func paths(_ described: Described) async {
        let service = described.service
        let paths = Set(DescribedService(service).operations.map(\.path))
        let collections = Set(service.resources.map(\.path))
        for path in collections {
            // The methods of a collection are not those of a resource.
            let allowed = await Self.answer(service, .options, path).headers[.allow] ?? ""
            let isCollection = !allowed.contains("DELETE")
            #expect(paths.contains(path) == isCollection, "\(path)")
            #expect(paths.contains(path + "/{id}") == isCollection, "\(path)")
        }
        #expect(
            paths.allSatisfy { path in
                let path = path.replacing("/{id}", with: "")
                return collections.contains(path) || path.hasSuffix("/hub")
            })
        #expect(await Self.answer(service, .get, "/nothing").status == 404)
    }

    @Test("Two versions have paths, tags and schemas of their own")
    func versions() throws {
        let document = DescribedService(Described.versions.service)
        let tags = document.document["tags"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
        #expect(tags == ["Customer", "CustomerV5"])
        func body(_ version: Int) throws -> JSONValue? {
            let operation = try #require(document.operation(.post, "/tmf-api/customerManagement/v\(version)/customer"))
            return document.bodySchema(of: operation)?["$ref"]
        }
        #expect(try body(4) == "#/components/schemas/CustomerCreate")
        #expect(try body(5) == "#/components/schemas/CustomerCreateV5")
    }

    @Test("The types of bodies are those that OPTIONS tells", arguments: Described.all)
    func types(_ described: Described) async {
        let service = described.service
        for operation in DescribedService(service).operations {
            let field: APIHeaders.Name? =
                switch operation.method {
                case .post: .acceptPost
                case .patch: .acceptPatch
                default: nil
                }
            let types = operation.object["requestBody"]?["content"]?.objectValue?.names.joined(separator: ", ")
            let target = operation.path.replacing("{id}", with: "1")
            let told = await Self.answer(service, .options, target).headers
            #expect(types == field.flatMap { told[$0] }, "\(operation.method) \(operation.path)")
        }
    }

    @Test("Every parameter of a list is taken, with every operator", arguments: Described.all)
    func parameters(_ described: Described) async throws {
        let service = described.service
        let document = DescribedService(service)
        for operation in document.operations
        where operation.object["operationId"]?.stringValue?.hasPrefix("list") == true
            && !operation.path.hasSuffix("/hub")
        {
            var queries = ["fields=none", "sort=id", "filter=id", "offset=0", "limit=2147483647", "cursor=", "cursor"]
            let parameters = document.parameters(of: operation).filter { $0["in"] == "query" }
            let known = ["fields", "sort", "filter", "offset", "limit", "cursor", "attributes"]
            let names = Set(parameters.compactMap { $0["name"]?.stringValue })
            #expect(names.isSuperset(of: known))
            for parameter in parameters {
                guard let name = parameter["name"]?.stringValue, !known.contains(name) else { continue }
                queries.append("\(name)=2026-01-01")
            }
            let attributes = try #require(parameters.first { $0["name"] == "attributes" })
            for name in attributes["schema"]?["properties"]?.objectValue?.names ?? [] {
                queries.append("\(name)=2026-01-01")
            }
            let text = try #require(attributes["description"]?.stringValue)
            let operators = try #require(text.firstMatch(of: /2026-01-01`: ([a-z, ]+)\./)).1.split(separator: ", ")
            #expect(operators.count >= 7)
            for name in operators {
                queries.append("id.\(name)=\(name == "between" ? "1,2" : name.hasPrefix("is") ? "true" : "1")")
            }
            for query in queries {
                let response = await Self.answer(service, .get, operation.path + "?" + query)
                #expect(response.status == 200, "\(query): \(response.text)")
                #expect(response.headers[.warning] == nil, "\(query)")
            }
        }
    }

    @Test("A strict query takes the attributes of its schema, and no others")
    func strictAttributes() async throws {
        let service = Described.strict.service
        let document = DescribedService(service)
        let path = Kind.customer.path
        let operation = try #require(document.operation(.get, path))
        let attributes = try #require(document.parameters(of: operation).first { $0["name"] == "attributes" })
        let schema = try #require(attributes["schema"])
        let names = [
            "href", "relatedParty.id", "relatedParty.id.ne", "relatedParty.regex", "validFor.startDateTime.gte",
            "characteristic.value.a.b", "characteristic.value.a.eq", "@type.ne", "vip", "href.contains", "name.in",
            "relatedParty.age", "href.x", "characteristic.values",
        ]
        for name in names {
            let isAccepted = document.check.problems(.object([name: "2026-01-01"]), by: schema).isEmpty
            let response = await Self.answer(service, .get, "\(path)?\(name)=2026-01-01")
            #expect(isAccepted == (response.status == 200), "\(name): \(response.text)")
        }
    }
}
