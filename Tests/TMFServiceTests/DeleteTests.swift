import TMForum
import Testing

@Suite("Deleting")
struct DeleteTests {
    @Test("A deleted resource is gone, and deleting it again finds nothing", arguments: Kind.allCases)
    func delete(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let other = try await client.create(kind)
        let response = await client.delete(path)
        #expect(response.status == 204)
        #expect(response.body.isEmpty)
        #expect(response.headers[.contentType] == nil)
        expectError(await client.get(path), 404, "60")
        expectError(await client.delete(path), 404, "60")
        expectError(await client.patch(path, "{}"), 404, "60")
        #expect(await client.get(other).status == 200)
        #expect(try await client.ids(kind.path) == ["2"])
        #expect(await client.get(kind.path).headers[.totalCount] == "1")
    }

    @Test("Deleting what never was finds nothing")
    func unknown() async throws {
        expectError(await (try Client()).delete(Kind.customer.path + "/1"), 404, "60", message: "1")
    }

    @Test("A list keeps its order and its pages when most of it is deleted")
    func manyDeletes() async throws {
        let client = try Client()
        for _ in 0..<100 { _ = try await client.create(.customer) }
        for id in 1...100 where id % 10 != 0 {
            #expect(await client.delete(Kind.customer.path + "/\(id)").status == 204)
        }
        let expected = (1...10).map { String($0 * 10) }
        #expect(try await client.ids(Kind.customer.path) == expected)
        #expect(try await client.ids(Kind.customer.path + "?offset=2&limit=3") == Array(expected[2..<5]))
        let path = try await client.create(.customer)
        #expect(path == Kind.customer.path + "/101")
        #expect(try await client.ids(Kind.customer.path) == expected + ["101"])
    }
}
