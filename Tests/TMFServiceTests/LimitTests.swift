import TMForum
import Testing

@Suite("Resources at the limits of JSON")
struct LimitTests {
    private static func members(_ count: Int, _ prefix: String) -> String {
        (0..<count).map { #""\#(prefix)\#($0)":0"# }.joined(separator: ",")
    }

    @Test("A body with as many members as the limits allow is created or refused, but no internal error")
    func widestBody() async throws {
        let client = try Client()
        let count = JSONLimits.default.members - 2
        let response = await client.post(Kind.customer.path, Kind.customer.minimum(and: Self.members(count, "m")))
        #expect(response.status < 500, "\(response.text.prefix(200))")
    }

    @Test("Patches that add more members than the limits allow are merged or refused, but no internal error")
    func growingResource() async throws {
        let client = try Client()
        let path = try await client.create(.customer, Self.members(60_000, "m"))
        let response = await client.patch(path, "{\(Self.members(60_000, "n"))}")
        #expect(response.status < 500, "\(response.text.prefix(200))")
    }

    @Test("A body within limits that are wider than the standard ones is created")
    func configuredDepth() async throws {
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(depth: 700))))
        let nested = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        let response = await client.post(Kind.customer.path, Kind.customer.minimum(and: #""x":"# + nested))
        #expect(response.status == 201, "\(response.text.prefix(200))")
    }
}
