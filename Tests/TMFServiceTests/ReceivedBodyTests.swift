import Synchronization
import TMForum
import Testing
import _TMFTestSupport

@Suite("Bodies that are received in parts")
struct ReceivedBodyTests {
    private struct Broken: Error {}

    private static let path = Kind.customer.path
    private static let minimum = Kind.customer.minimum

    private static func length(_ value: String) -> APIHeaders { [.contentLength: value] }

    private static func client(
        _ limits: ServiceLimits = ServiceLimits(), time: @escaping @Sendable () -> Duration = { .zero },
        _ log: EventLog = EventLog()
    ) -> Client {
        Client(
            of: APIService(
                store: InMemoryStore(), configuration: ServiceConfiguration(limits: limits),
                environment: ServiceEnvironment(monotonicTime: time, makeIdentifier: IdentifierCounter().next),
                observer: log.observer))
    }

    @Test("The answer is that to the same body as a whole, however it is cut", arguments: [UInt64(1), 2, 3])
    func parts(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let long = Kind.partyInteraction.minimum(and: #""x":"\#(String(repeating: "é", count: 50_000))""#)
        for body in ["", "{", "{}", Kind.partyInteraction.minimum, long] {
            var (parts, rest) = ([String](), body[...])
            while !rest.isEmpty {
                if random.once(in: 5) { parts.append("") }
                let part = rest.prefix(1 + random.below(random.once(in: 2) ? 10 : 20_000))
                parts.append(String(part))
                rest = rest.dropFirst(part.count)
            }
            for method in [APIMethod.post, .get, .head, .delete, .put] {
                let (whole, parted) = (try Client(), try Client())
                let path = Kind.partyInteraction.path
                let expected = await whole.send(method, path, body: body)
                #expect(await parted.send(method, path, PartedBody(parts)) == expected, "seed \(seed)")
            }
        }
    }

    @Test("Parts may be arrays, slices, or what a server has in their place")
    func elements() async throws {
        let client = try Client()
        let bytes = Array(Self.minimum.utf8)
        let request = APIRequest(.post, Self.path, body: Array("what the request holds does not count".utf8))
        let (arrays, end) = AsyncStream.makeStream(of: [UInt8].self)
        for part in [bytes[..<7], bytes[7...]] { end.yield(Array(part)) }
        end.finish()
        #expect(await client.service.respond(to: request, body: arrays).status == 201)
        let (ends, finish) = AsyncStream.makeStream(of: Int.self)
        for place in [10, bytes.count] { finish.yield(place) }
        finish.finish()
        let slices = ends.map { $0 == 10 ? bytes[..<10] : bytes[10...] }
        #expect(await client.service.respond(to: request, body: slices).status == 201)
    }

    @Test("Nothing of a body is read where there are too many requests")
    func gate() async throws {
        let log = EventLog()
        let client = Self.client(ServiceLimits(requestsInFlight: 0), log)
        let body = PartedBody([Self.minimum])
        let response = await client.send(.post, Self.path, headers: Self.length("80"), body)
        expectError(response, 503, "503")
        #expect(response.headers[.retryAfter] == "1")
        #expect(response.headers[.connection] == "close")
        #expect(body.asked == 0)
        #expect(try log.only().status == 503)
        // A request without a body leaves nothing on its connection.
        for headers in [[:], Self.length("0")] {
            let refused = await client.send(.get, Self.path, headers: headers, PartedBody([]))
            #expect(refused.status == 503)
            #expect(refused.headers[.connection] == nil)
        }
    }

    @Test("A request has its place while its body arrives, and gives it back")
    func place() async throws {
        let client = Self.client(ServiceLimits(requestsInFlight: 1))
        let (arrived, latch) = (Latch(), Latch())
        let slow = PartedBody([Self.minimum]) { _ in
            arrived.open()
            await latch.wait()
        }
        async let first = client.send(.post, Self.path, slow)
        await arrived.wait()
        #expect(await client.get(Self.path).status == 503)
        #expect(await client.send(.post, Self.path, PartedBody([Self.minimum])).status == 503)
        latch.open()
        #expect(await first.status == 201)
        #expect(await client.send(.post, Self.path, PartedBody([Self.minimum])).status == 201)
    }

    @Test(
        "A length that is announced is refused before anything is read if it is too long or not a number",
        arguments: [
            ("81", 413, "413"), ("4000000000", 413, "413"), ("9223372036854775807", 413, "413"),
            ("9223372036854775808", 400, "26"), ("18446744073709551615", 400, "26"),
            ("100000000000000000000000000000", 400, "26"), ("-1", 400, "26"), ("+5", 400, "26"), ("", 400, "26"),
            ("five", 400, "26"), ("5, 6", 400, "26"), ("0x10", 400, "26"), ("5 5", 400, "26"), ("٥", 400, "26"),
        ])
    func announced(length: String, status: Int, code: String) async throws {
        let log = EventLog()
        let client = Self.client(ServiceLimits(body: JSONLimits(bytes: 80)), log)
        for method in [APIMethod.post, .get, .head] {
            let body = PartedBody([Self.minimum])
            let response = await client.send(method, Self.path, headers: Self.length(length), body)
            #expect(body.asked == 0)
            #expect(response.headers[.connection] == "close")
            #expect(try log.only().status == status)
            if method == .head {
                #expect(response.status == status)
                #expect(response.body.isEmpty)
                #expect((response.headers[.contentLength].flatMap { Int($0) } ?? 0) > 50)
            } else {
                expectError(response, status, code)
            }
        }
    }

    @Test("A length that is announced may be longer or shorter than the body, as when a server has unpacked it")
    func otherLength() async throws {
        let client = Self.client()
        for length in ["0", "7", "3000000", " 60\t"] {
            let body = PartedBody([Self.minimum])
            #expect(await client.send(.post, Self.path, headers: Self.length(length), body).status == 201)
        }
    }

    @Test("A body that becomes too long is not read on", arguments: [[:], length("30")])
    func tooLong(_ headers: APIHeaders) async throws {
        let log = EventLog()
        let client = Self.client(ServiceLimits(body: JSONLimits(bytes: 30)), log)
        var headers = headers
        headers[.transferEncoding] = "chunked"
        let body = PartedBody(Array(repeating: "0123456789", count: 9))
        let response = await client.send(.post, Self.path, headers: headers, body)
        expectError(response, 413, "413", message: "30")
        #expect(response.headers[.connection] == "close")
        #expect(body.asked == 4)
        let event = try log.only()
        #expect(event.status == 413)
        #expect(event.requestSize == 30)
        // At the limit it is a body like any other.
        #expect(await client.send(.post, Self.path, PartedBody(Array(repeating: "0123456789", count: 3))).status == 400)
    }

    @Test(
        "All bodies together are limited, and what was counted is given back in every way out",
        arguments: ["answered", "refused", "too long", "too late", "broken", "cancelled"])
    func total(_ way: String) async throws {
        let size = Self.minimum.utf8.count
        let clock = Mutex(Duration.zero)
        let client = Self.client(
            ServiceLimits(body: JSONLimits(bytes: size), receivedBytes: size), time: { clock.withLock { $0 } })
        let (arrived, latch) = (Latch(), Latch())
        let parts =
            way == "refused" ? ["{", "}"] : [String(Self.minimum.prefix(9)), String(Self.minimum.dropFirst(9))]
        let held = PartedBody(way == "too long" ? parts + ["x"] : parts) { position in
            guard position == 1 else { return }
            arrived.open()
            await latch.wait()
            if way == "too late" { clock.withLock { $0 += .seconds(61) } }
            if way == "broken" { throw Broken() }
            try Task.checkCancellation()
        }
        let task = Task { await client.send(.post, Self.path, held) }
        await arrived.wait()
        let body = PartedBody([Self.minimum])
        let refused = await client.send(.post, Self.path, headers: Self.length(String(size)), body)
        expectError(refused, 503, "503")
        #expect(refused.headers[.retryAfter] == "1")
        #expect(refused.headers[.connection] == "close")
        #expect(body.asked == 1)
        // Requests without a body go on.
        #expect(await client.send(.get, Self.path, PartedBody([])).status == 200)
        if way == "cancelled" { task.cancel() }
        latch.open()
        let expected = ["answered": 201, "too long": 413, "too late": 408][way] ?? 400
        #expect(await task.value.status == expected)
        for _ in 0..<3 { #expect(await client.send(.post, Self.path, PartedBody([Self.minimum])).status == 201) }
    }

    @Test("What arrives after the time that a body may take is refused, and not read on")
    func tooLate() async throws {
        let clock = Mutex(Duration.seconds(1_000))
        let log = EventLog()
        let client = Self.client(ServiceLimits(bodyTimeout: .seconds(10)), time: { clock.withLock { $0 } }, log)
        func body(_ count: Int, seconds: Int) -> PartedBody {
            PartedBody(Array(repeating: " ", count: count) + [Self.minimum, " "]) { _ in
                clock.withLock { $0 += .seconds(seconds) }
            }
        }
        let inTime = body(3, seconds: 2)
        #expect(await client.send(.post, Self.path, inTime).status == 201)
        #expect(inTime.asked == 6)
        _ = try log.only()
        let dripping = body(100, seconds: 2)
        let response = await client.send(.post, Self.path, headers: [.transferEncoding: "chunked"], dripping)
        expectError(response, 408, "408", message: "10")
        #expect(response.headers[.connection] == "close")
        #expect(dripping.asked == 6)
        #expect(try log.only().status == 408)
    }

    @Test("A body that breaks off asks for nothing, and the observer is told why")
    func broken() async throws {
        let log = EventLog()
        let client = Self.client(ServiceLimits(), log)
        let body = PartedBody([Self.minimum]) { if $0 == 1 { throw Broken() } }
        let response = await client.send(.post, Self.path, headers: Self.length("100"), body)
        expectError(response, 400, "22")
        #expect(!response.text.contains("Broken"))
        #expect(response.headers[.connection] == "close")
        let event = try log.only()
        #expect(event.internalError?.contains("Broken") == true)
        #expect(event.errorID == nil)
        #expect(try await client.ids(Self.path).isEmpty)
    }

    @Test("A body that ends because its task was cancelled is not taken for a whole one")
    func cancelled() async throws {
        let client = Self.client()
        let (arrived, latch) = (Latch(), Latch())
        let body = PartedBody([Self.minimum]) { position in
            guard position == 1 else { return }
            arrived.open()
            await latch.wait()
        }
        let task = Task { await client.send(.post, Self.path, body) }
        await arrived.wait()
        task.cancel()
        latch.open()
        expectError(await task.value, 400, "22")
        #expect(try await client.ids(Self.path).isEmpty)
    }

    @Test("Middleware and policies see the body that was received")
    func middleware() async throws {
        let sizes = TextLog()
        let client = try Client(middleware: [
            { request, next in
                sizes.add(String(decoding: request.body, as: UTF8.self))
                return await next(request)
            }
        ])
        _ = await client.send(.post, Self.path, PartedBody(["{\"a\"", ":1}"]))
        #expect(sizes.take() == [#"{"a":1}"#])
    }

    @Test("Limits may be any numbers", arguments: [Int.min, -1, 0, 1, Int.max])
    func extremes(_ number: Int) async throws {
        for limits in [
            ServiceLimits(body: JSONLimits(bytes: number)), ServiceLimits(receivedBytes: number),
            ServiceLimits(bodyTimeout: Duration(secondsComponent: Int64(number), attosecondsComponent: 0)),
        ] {
            let client = Self.client(limits)
            for body in [PartedBody([]), PartedBody([""]), PartedBody(["{", "}"])] {
                let response = await client.send(.post, Self.path, headers: Self.length("2"), body)
                #expect(response.status >= 400 && response.status != 500)
            }
        }
    }
}
