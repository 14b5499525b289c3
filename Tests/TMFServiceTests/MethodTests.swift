import TMForum
import Testing

@Suite("Methods")
struct MethodTests {
    private static func names(_ value: String?) -> Set<String> {
        Set((value ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) })
    }

    private static let collection: Set<String> = ["GET", "HEAD", "POST", "OPTIONS"]
    private static let resource: Set<String> = ["GET", "HEAD", "PATCH", "DELETE", "OPTIONS"]

    @Test(
        "A method that a path has not is refused with those that it has",
        arguments: ["PUT", "TRACE", "CONNECT", "get", "QUERY", ""], Kind.allCases)
    func notAllowed(method: String, kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let before = await client.get(path)
        let method = APIMethod(rawValue: method)
        let list = await client.send(method, kind.path, body: kind.minimum)
        expectError(list, 405, "61")
        #expect(Self.names(list.headers[.allow]) == Self.collection)
        #expect(list.headers[.acceptPatch] == nil)
        let one = await client.send(method, path, body: kind.minimum)
        expectError(one, 405, "61")
        #expect(Self.names(one.headers[.allow]) == Self.resource)
        #expect(Self.names(one.headers[.acceptPatch]) == Set(PatchType.all))
        #expect(await client.get(path) == before)
    }

    @Test("POST on a resource, and PATCH and DELETE on a collection, are refused", arguments: Kind.allCases)
    func wrongPlace(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        for (method, path) in [(APIMethod.post, path), (.patch, kind.path), (.delete, kind.path)] {
            let response = await client.send(method, path, body: kind.minimum)
            expectError(response, 405, "61")
            #expect(!Self.names(response.headers[.allow]).contains(method.rawValue))
        }
        #expect(try await client.ids(kind.path) == ["1"])
    }

    @Test(
        "HEAD is answered as GET is, without the body and with its length",
        arguments: ["", "/1", "/none", "?limit=1", "?name=x", "?limit=x", "/1?fields=status", "?offset=1", "/%FF"],
        Kind.allCases)
    func head(target: String, kind: Kind) async throws {
        let client = try Client()
        for _ in 0..<3 { _ = try await client.create(kind) }
        let get = await client.get(kind.path + target)
        let head = await client.send(.head, kind.path + target)
        #expect(head.status == get.status)
        #expect(head.body.isEmpty)
        #expect(head.headers[.contentLength] == String(get.body.count))
        for field in get.headers.fields where field.name != .contentLength {
            #expect(head.headers[field.name] == field.value, "\(field.name)")
        }
    }

    @Test("HEAD answers a condition as GET does", arguments: Kind.allCases)
    func conditionalHead(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let tag = try await client.get(path).tag()
        let response = await client.send(.head, path, headers: [.ifNoneMatch: tag])
        #expect(response.status == 304)
        #expect(response.headers[.eTag] == tag)
    }

    @Test("OPTIONS tells the methods and the types of bodies", arguments: Kind.allCases)
    func options(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let list = await client.send(.options, kind.path)
        #expect(list.status == 204)
        #expect(list.body.isEmpty)
        #expect(Self.names(list.headers[.allow]) == Self.collection)
        #expect(Self.names(list.headers[.acceptPost]) == ["application/json"])
        #expect(list.headers[.acceptPatch] == nil)
        for path in [path, kind.path + "/none"] {
            let one = await client.send(.options, path)
            #expect(one.status == 204)
            #expect(Self.names(one.headers[.allow]) == Self.resource)
            #expect(Self.names(one.headers[.acceptPatch]) == Set(PatchType.all))
            #expect(one.headers[.acceptPost] == nil)
        }
        expectError(await client.send(.options, kind.path + "s"), 404, "60")
    }

    @Test(
        "An operation that is switched off is refused, and no method of the rest is missing",
        arguments: [ServiceOperation.list, .create, .read, .patch, .delete], Kind.allCases)
    func switchedOff(operation: ServiceOperation, kind: Kind) async throws {
        let store = InMemoryStore()
        let path = try await Client(store: store).create(kind)
        let client = try Client(
            store: store, resources: .standard { $0.operations.remove(operation) },
            configuration: ServiceConfiguration(clientIdentifiers: .required))
        let requests: [(ServiceOperation, APIMethod, String)] = [
            (.list, .get, kind.path), (.list, .head, kind.path), (.create, .post, kind.path), (.read, .get, path),
            (.read, .head, path), (.patch, .patch, path), (.delete, .delete, path),
        ]
        for (of, method, path) in requests {
            let body = of == .create ? kind.minimum(and: #""id":"new""#) : of == .patch ? "{}" : ""
            let response = await client.send(method, path, body: body)
            if of == operation {
                #expect(response.status == 405, "\(method) \(path)")
                if method != .head { expectError(response, 405, "61") }
                let gone: Set<String> = method == .get || method == .head ? ["GET", "HEAD"] : [method.rawValue]
                let all = path == kind.path ? Self.collection : Self.resource
                #expect(Self.names(response.headers[.allow]) == all.subtracting(gone))
                #expect(
                    Self.names(response.headers[.acceptPatch])
                        == (path == kind.path || operation == .patch ? [] : Set(PatchType.all)))
            } else {
                #expect(response.status < 300, "\(method) \(path) \(response.status)")
            }
        }
    }
}
