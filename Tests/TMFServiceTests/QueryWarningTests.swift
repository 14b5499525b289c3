import TMForum
import Testing

@Suite("Warnings about queries")
struct QueryWarningTests {
    @Test(
        "An attribute that the model does not have is named, on lists and on single resources",
        arguments: [
            ("nonsense=1", "nonsense"), ("name=Ada&a.b=1&sort=c", "a.b, c"), ("fields=name,page", "page"),
            ("filter=[?(@.x==1)]", "x"), ("é%22=1", "%C3%A9%22"),
            ((1...12).map { "a\($0)=1" }.joined(separator: "&"), "a1, a2, a3, a4, a5, a6, a7, a8, a9, a10 and 2 more"),
        ])
    func unknownAttributes(query: String, names: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        for target in [Kind.customer.path, path] {
            let response = await client.get(target + "?" + query)
            #expect(response.status == 200)
            #expect(response.headers[.warning] == "299 - \"unknown attributes: \(names)\"")
        }
    }

    @Test(
        "A query that names attributes of the model alone has no warning",
        arguments: ["", "?name=Ada&fields=id,status"])
    func known(_ query: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        #expect(await client.get(Kind.customer.path + query).headers[.warning] == nil)
        #expect(await client.get(path + query).headers[.warning] == nil)
    }

    @Test("Parameters that gateways add are passed over where the configuration names them, and stay in links")
    func ignored() async throws {
        let client = try Client(configuration: ServiceConfiguration(ignoredParameters: ["_", "apikey"]))
        for _ in 0..<3 { _ = try await client.create(.customer) }
        let response = await client.get(Kind.customer.path + "?apikey=a%3Db&name=Ada&_=1697&limit=2")
        #expect(response.status == 206)
        #expect(response.headers[.totalCount] == "3")
        #expect(response.headers[.warning] == nil)
        let next = try #require(response.links["next"])
        #expect(next.contains("apikey=a%3Db") && next.contains("_=1697"), "\(next)")
        #expect(try await client.ids(next) == ["3"])
        let refused = await client.get(Kind.customer.path + "?apikey=x&limit=y")
        expectError(refused, 400, "28", message: "offset 15")
        let strict = await client.get(
            Kind.customer.path + "?apikey=x&name=Ada", headers: [.prefer: "handling=strict"])
        #expect(strict.status == 200)
        // Without the configuration it is an attribute that no resource has.
        let plain = try Client()
        _ = try await plain.create(.customer)
        #expect(await plain.get(Kind.customer.path + "?_=1").text == "[]")
    }

    @Test("One wide resource does not make the queries of others fail")
    func wideResource() async throws {
        let client = try Client()
        _ = try await client.create(.partyInteraction)
        let channels = (1...34_000).map { #"{"id":"\#($0)"}"# }.joined(separator: ",")
        let body = #"{"direction":"inbound","reason":"r","channel":["# + channels + "]}"
        #expect(await client.post(Kind.partyInteraction.path, body).status == 201)
        for query in ["filter=$..id", "sort=channel[?(@.id=='web')].id", "fields=channel[?(@.id=='web')]"] {
            let response = await client.get(Kind.partyInteraction.path + "?" + query)
            #expect(response.status == 200, "\(query): \(response.text)")
            #expect(
                response.headers[.warning] == "299 - \"too much work to query these resources: 2\"", "\(query)")
            #expect(try response.ids().contains("1"))
        }
    }
}
