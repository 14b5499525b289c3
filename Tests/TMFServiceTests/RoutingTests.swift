import TMForum
import Testing

@Suite("Paths and methods")
struct RoutingTests {
    @Test(
        "A method that a path does not have is refused with those it has",
        arguments: ["PUT", "PATCH", "DELETE", "TRACE", "get", "Post", "", "X"], Kind.allCases)
    func collectionMethods(method: String, kind: Kind) async throws {
        let client = try Client()
        _ = try await client.create(kind)
        for path in [kind.path, kind.path + "/"] {
            let response = await client.send(APIMethod(rawValue: method), path, body: kind.minimum)
            expectError(response, 405, "61")
            #expect(response.headers[.allow] == "GET, HEAD, POST, OPTIONS")
        }
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test(
        "A method that a resource does not have is refused with those it has, whether or not it exists",
        arguments: ["PUT", "POST", "TRACE", "patch", "QUERY"], Kind.allCases)
    func resourceMethods(method: String, kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        for path in [path, kind.path + "/unknown"] {
            let response = await client.send(APIMethod(rawValue: method), path, body: kind.minimum)
            expectError(response, 405, "61")
            #expect(response.headers[.allow] == "GET, HEAD, PATCH, DELETE, OPTIONS")
        }
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test(
        "No resource exists at any other path, whatever the method",
        arguments: [
            "", "/", "*", "partyInteraction", "/partyInteraction", "/tmf-api", "/tmf-api/partyInteraction/v4",
            "/tmf-api/partyInteraction/v4/", "/tmf-api/partyInteraction/v4/partyInteractionX",
            "/tmf-api/partyInteraction/v4/partyInteractionX/1", "/tmf-api/partyInteraction/v4/PartyInteraction",
            "/tmf-api/partyInteraction/v4/partyinteraction/1", "/tmf-api/partyInteraction/v4/partyInteraction/1/note",
            "/tmf-api/partyInteraction/v4/partyInteraction/1/2/3", "/tmf-api/partyInteraction/v5/partyInteraction",
            "/tmf-api/partyInteraction/v4/customer", "/tmf-api/customerManagement/v4/partyInteraction/1",
            "/tmf-api/customerManagement/v4/customers", "/tmf-api/customerManagement/v4/hub",
            "/x/tmf-api/partyInteraction/v4/partyInteraction", "tmf-api/partyInteraction/v4/partyInteraction",
            "//tmf-api/partyInteraction/v4/partyInteraction", "/tmf-api//partyInteraction/v4/partyInteraction/1",
            "/tmf-api/partyInteraction/v4/partyInteraction//", "/tmf-api/partyInteraction/v4/partyInteraction%2F1",
            "/tmf-api/partyInteraction/v4/./partyInteraction/1", "http://host/tmf-api/customerManagement/v4/customer",
            "/tmf-api/partyInteraction/v4/partyInteraction%00", "/é", "?",
        ])
    func unknownPaths(_ path: String) async throws {
        let client = try Client()
        _ = try await client.create(.partyInteraction)
        for method in [APIMethod.get, .post, .patch, .delete, .put, .options] {
            expectError(await client.send(method, path, body: Kind.partyInteraction.minimum), 404, "60")
        }
        #expect(try await client.ids(Kind.partyInteraction.path) == ["1"])
    }

    @Test(
        "A longer path does not reach a resource by an encoded slash in front of it",
        arguments: [
            "/tmf-api/partyInteraction/v4/partyInteraction%2Fx/1",
            "/tmf-api%2FpartyInteraction/v4/partyInteraction/x/1",
            "/tmf-api%2FpartyInteraction%2Fv4/partyInteraction/x/y/1",
        ])
    func encodedSlashes(_ path: String) async throws {
        let client = try Client()
        _ = try await client.create(.partyInteraction)
        expectError(await client.get(path), 404, "60")
        expectError(await client.patch(path, #"{"reason":"Other"}"#), 404, "60")
        expectError(await client.delete(path), 404, "60")
        #expect(try await client.ids(Kind.partyInteraction.path + "?reason=Question") == ["1"])
    }

    @Test("Encoding what needs no encoding does not change what a path means")
    func unreserved() async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        #expect(
            await client.get("/tmf-api/customer%4Danagement/v4/%63ustomer/%31").body == (await client.get(path)).body)
        #expect(await client.get("/tmf%2Dapi/customerManagement/v4/%63ustomer").status == 200)
    }

    @Test(
        "An unknown id with any character is not found, and never more than that",
        arguments: [
            "a%2Fb", "%2F", "%2F1", "1%2F", "caf%C3%A9", "café", "a%20b", "%20", "1%20", "%00", "%0D%0A",
            "%F0%9F%98%80",
            "..", ".", "%2E%2E", "%3F", "%25", "%2525", "\u{301}", "1\u{301}", "%CC%811", "1;v=2", "%D9%A1", "01", "*",
        ])
    func unusualIDs(_ id: String) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let path = try await client.create(kind)
            let before = await client.get(path)
            expectError(await client.get(kind.path + "/" + id), 404, "60")
            expectError(await client.patch(kind.path + "/" + id, #"{"x":1}"#), 404, "60")
            expectError(await client.delete(kind.path + "/" + id), 404, "60")
            #expect(await client.get(kind.path).text == "[" + before.text + "]")
        }
    }

    @Test(
        "A path that is not percent-encoded UTF-8 is refused",
        arguments: ["%", "%2", "%zz", "a%", "%FF", "%C3", "%C3%28", "%ED%A0%80", "%C3/%A9", "%+1", "%é"])
    func invalidEncoding(_ id: String) async throws {
        let client = try Client()
        for method in [APIMethod.get, .patch, .delete, .put] {
            expectError(await client.send(method, Kind.customer.path + "/" + id, body: "{}"), 400, "20")
        }
    }

    @Test("A long path is not found, and one that is longer than the limit is refused")
    func longPath() async throws {
        let client = try Client()
        let room = (client.service.configuration.limits.targetLength - Kind.customer.path.utf8.count - 1) / 6
        for (count, status, code) in [(room, 404, "60"), (room + 1, 414, "414"), (20 * room, 414, "414")] {
            let id = String(repeating: "%C3%A9", count: count)
            expectError(await client.get(Kind.customer.path + "/" + id), status, code)
        }
    }

    @Test(
        "An identifier of any characters has an href that leads to the resource",
        arguments: ["a/b", "é", "a b", "100%", "?x=1&y", "#", "😀", "%2F", "+", "a\"b\\c"])
    func ownIdentifiers(_ id: String) async throws {
        let now = try Timestamp(Client.instant)
        let environment = ServiceEnvironment(now: { now }, makeIdentifier: { id })
        let service = APIService(store: InMemoryStore(), environment: environment)
        let created = await service.respond(
            to: APIRequest(.post, Kind.customer.path, body: Array(Kind.customer.minimum.utf8)))
        #expect(created.status == 201)
        #expect(try created.json()["id"] == .string(id))
        let href = try #require(created.headers[.location])
        #expect(href.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(await service.respond(to: APIRequest(.get, href)).body == created.body)
        #expect(await service.respond(to: APIRequest(.delete, href)).status == 204)
        #expect(await service.respond(to: APIRequest(.get, Kind.customer.path)).text == "[]")
    }
}
