import TMForum
import Testing

@Suite("Stores that fail")
struct FailingStoreTests {
    private func expectSilence(_ response: APIResponse, sourceLocation: SourceLocation = #_sourceLocation) {
        expectError(response, 500, "1", sourceLocation: sourceLocation)
        #expect(
            response.text == #"{"code":"1","reason":"Internal error","status":"500","@type":"Error"}"#,
            sourceLocation: sourceLocation)
        for word in ["hunter2", "db.internal", "Cause", "StoreError", "unavailable"] {
            #expect(!response.text.contains(word), sourceLocation: sourceLocation)
            let headers = response.headers.fields.map(\.value).joined()
            #expect(!headers.contains(word), sourceLocation: sourceLocation)
        }
    }

    @Test("A store that throws is an internal error without its text, for every operation", arguments: Kind.allCases)
    func everything(_ kind: Kind) async throws {
        for error: any Error & Sendable in [
            FailingStore.Cause(), StoreError(.unavailable, underlyingError: FailingStore.Cause()),
        ] {
            let client = try Client(store: FailingStore(error: error))
            expectSilence(await client.get(kind.path))
            expectSilence(await client.get(kind.path + "/1"))
            expectSilence(await client.post(kind.path, kind.minimum))
            expectSilence(await client.patch(kind.path + "/1", "{}"))
            expectSilence(await client.delete(kind.path + "/1"))
        }
    }

    @Test("A store that cannot write still answers reads, and a patch that changes nothing", arguments: Kind.allCases)
    func onlyWriting(_ kind: Kind) async throws {
        var store = FailingStore(failsReading: false, failsWriting: false)
        let created = await (try Client(store: store)).post(kind.path, kind.minimum)
        store.failsWriting = true
        let client = try Client(store: store)
        expectSilence(await client.patch(kind.path + "/1", #"{"x":1}"#))
        expectSilence(await client.delete(kind.path + "/1"))
        expectSilence(await client.post(kind.path, kind.minimum))
        #expect(await client.get(kind.path + "/1").body == created.body)
        #expect(await client.get(kind.path).text == "[" + created.text + "]")
        #expect(await client.patch(kind.path + "/1", "{}").body == created.body)
    }

    @Test("What is refused without the store is refused as ever")
    func withoutStore() async throws {
        let client = try Client(store: FailingStore())
        expectError(await client.post(Kind.customer.path, "{}"), 400, "23")
        expectError(await client.get(Kind.customer.path + "?limit=x"), 400, "28")
        expectError(await client.get("/nowhere"), 404, "60")
    }

    @Test("A resource that others change without end is a conflict")
    func endlessConflict() async throws {
        var store = FailingStore(failsReading: false, failsWriting: false)
        _ = try await Client(store: store).create(.customer)
        store.failsWriting = true
        store.error = StoreError(.revisionMismatch)
        let client = try Client(store: store)
        expectError(await client.patch(Kind.customer.path + "/1", #"{"x":1}"#), 409, "409", message: "1")
    }
}
