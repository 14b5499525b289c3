import TMForum
import Testing

@Suite("Stores that fail")
struct FailingStoreTests {
    /// Expects an error that tells nothing but its code and a number to ask about.
    private func expectSilence(
        _ response: APIResponse, _ status: Int = 500, _ code: String = "1", _ reason: String = "Internal error",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        expectError(response, status, code, sourceLocation: sourceLocation)
        let id = try #require(try response.json()["errorId"]?.stringValue, sourceLocation: sourceLocation)
        #expect(
            response.text
                == #"{"code":"\#(code)","reason":"\#(reason)","status":"\#(status)","@type":"Error","errorId":"\#(id)"}"#,
            sourceLocation: sourceLocation)
        for word in ["hunter2", "db.internal", "Cause", "StoreError", "the store"] {
            #expect(!response.text.contains(word), sourceLocation: sourceLocation)
            let headers = response.headers.fields.map(\.value).joined()
            #expect(!headers.contains(word), sourceLocation: sourceLocation)
        }
    }

    @Test(
        "An error of the store is answered without its text, for every operation",
        arguments: [
            (FailingStore.Cause() as any Error & Sendable, 500, "1", "Internal error"),
            (StoreError(.corrupted, underlyingError: FailingStore.Cause()), 500, "1", "Internal error"),
            (StoreError(.unavailable, underlyingError: FailingStore.Cause()), 503, "503", "Service unavailable"),
            (StoreError(.full), 503, "503", "Service unavailable"),
            (StoreError(.locked), 503, "503", "Service unavailable"),
        ])
    func everything(error: any Error & Sendable, status: Int, code: String, reason: String) async throws {
        for kind in Kind.allCases {
            let client = try Client(store: FailingStore(error: error))
            for response in [
                await client.get(kind.path), await client.get(kind.path + "/1"),
                await client.post(kind.path, kind.minimum), await client.patch(kind.path + "/1", "{}"),
                await client.delete(kind.path + "/1"),
            ] {
                try expectSilence(response, status, code, reason)
                #expect((response.headers[.retryAfter] != nil) == (status == 503))
            }
        }
    }

    @Test("A store that cannot write still answers reads, and a patch that changes nothing", arguments: Kind.allCases)
    func onlyWriting(_ kind: Kind) async throws {
        var store = FailingStore(failsReading: false, failsWriting: false)
        let created = await (try Client(store: store)).post(kind.path, kind.minimum)
        store.failsWriting = true
        let client = try Client(store: store)
        try expectSilence(await client.patch(kind.path + "/1", #"{"x":1}"#))
        try expectSilence(await client.delete(kind.path + "/1"))
        try expectSilence(await client.post(kind.path, kind.minimum))
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
