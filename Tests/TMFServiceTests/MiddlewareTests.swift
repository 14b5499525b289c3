import TMForum
import Testing

@Suite("Middleware")
struct MiddlewareTests {
    /// A step that notes when it is entered and left.
    private static func step(_ name: String, _ log: TextLog) -> ServiceMiddleware {
        { request, next in
            log.add(name + ">")
            let response = await next(request)
            log.add("<" + name)
            return response
        }
    }

    @Test("The first one is the outermost, for every request")
    func order() async throws {
        let log = TextLog()
        let client = try Client(middleware: ["a", "b", "c"].map { Self.step($0, log) })
        for (method, target) in [(APIMethod.get, Kind.customer.path), (.put, "/nowhere"), (.post, Kind.customer.path)] {
            _ = await client.send(method, target)
            #expect(log.take() == ["a>", "b>", "c>", "<c", "<b", "<a"])
        }
    }

    @Test("One that answers itself keeps the request from those behind it")
    func shortCircuit() async throws {
        let log = TextLog()
        let client = try Client(middleware: [
            Self.step("a", log), { _, _ in APIResponse(status: 299, body: [1]) }, Self.step("c", log),
        ])
        let response = await client.post(Kind.customer.path, Kind.customer.minimum)
        #expect(response == APIResponse(status: 299, body: [1]))
        #expect(log.take() == ["a>", "<a"])
    }

    @Test("One may change the request and the response")
    func change() async throws {
        let client = try Client(middleware: [
            { request, next in
                var request = request
                request.target = request.target.replacing("/public", with: "/tmf-api/customerManagement/v4")
                var response = await next(request)
                response.headers["Server"] = "CRM"
                return response
            }
        ])
        let response = await client.post("/public/customer", Kind.customer.minimum)
        #expect(response.status == 201)
        #expect(response.headers["Server"] == "CRM")
        #expect(await client.get("/public/customer/1").status == 200)
    }

    @Test("One may ask the next more than once")
    func twice() async throws {
        let client = try Client(middleware: [
            { request, next in
                _ = await next(request)
                return await next(request)
            }
        ])
        #expect(
            await client.post(Kind.customer.path, Kind.customer.minimum).headers[.location] == Kind.customer.path
                + "/2")
    }

    @Test("An error of the service that one throws is the answer, which those before it see")
    func serviceErrors() async throws {
        let statuses = TextLog()
        let client = try Client(middleware: [
            { request, next in
                let response = await next(request)
                statuses.add(String(response.status))
                return response
            },
            { _, _ in throw ServiceError(.tooManyRequests, "Slowly.", headers: [.retryAfter: "7"]) },
        ])
        let response = await client.get(Kind.customer.path)
        expectError(response, 429, "53", message: "Slowly.")
        #expect(response.headers[.retryAfter] == "7")
        #expect(statuses.take() == ["429"])
    }

    @Test("Any other error that one throws is an internal error without its text")
    func otherErrors() async throws {
        let log = EventLog()
        let client = try Client(middleware: [{ _, _ in throw FailingStore.Cause() }], observer: log.observer)
        let response = await client.get(Kind.customer.path)
        expectError(response, 500, "1")
        #expect(!response.text.contains("hunter2"))
        let event = try log.only()
        #expect(try response.json()["errorId"]?.stringValue == event.errorID)
        #expect(event.errorID != nil)
    }

    @Test("The answer to HEAD has no body even if one answers it")
    func head() async throws {
        let client = try Client(middleware: [{ _, _ in APIResponse(status: 200, body: [1, 2, 3]) }])
        let response = await client.send(.head, Kind.customer.path)
        #expect(response.body.isEmpty)
        #expect(response.headers[.contentLength] == "3")
    }
}
