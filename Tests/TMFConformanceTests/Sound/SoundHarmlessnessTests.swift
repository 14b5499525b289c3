import Synchronization
import TMFConformance
import TMFExchange
import TMFJSON
import Testing

@Suite("What a sound run leaves alone")
struct SoundHarmlessnessTests {
    @Test("What a run creates is gone afterwards, whatever the server did wrong", arguments: SoundFault.all)
    func removal(_ fault: SoundFault) async throws {
        let server = try await FaultyService(fault.kit, fault: fault.fault)
        let before = try await server.rows()
        let report = await server.run(fault.options)
        let left = try await server.rows().filter { !before.contains($0) }
        // What is left is told; an identifier that the server never gave right cannot be.
        for row in left {
            let id = try #require(row["id"]?.stringValue)
            let isTold = report.notes.contains { $0.contains(id) || $0.contains("It is unknown what") }
            #expect(isTold || fault.rules.contains { $0.hasPrefix("delete.") }, "\(row) \(report.notes)")
        }
        #expect(try await server.rows().filter { before.contains($0) } == before)
    }

    @Test(
        "An identifier that belongs to others is neither changed nor removed", arguments: [10_000, 1], ["", " 3", " 4"])
    func othersIdentifier(_ rowLimit: Int, _ suffix: String) async throws {
        let existing = Mutex("")
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            let id = existing.withLock { $0 }
            // All of them, or only the one that is to be changed or to be removed.
            let isSpoiled = request.method == .post && request.json?["name"]?.stringValue?.hasSuffix(suffix) ?? false
            return isSpoiled || request.method == .post && suffix.isEmpty
                ? response.editing { $0["id"] = .string(id) } : response
        }
        let other = try #require(server.existing.last)
        existing.withLock { $0 = other }
        let report = await server.run(ConformanceOptions(rowLimit: rowLimit))
        #expect(!server.isHarmed())
        #expect(report.notes.contains { $0.contains(other) }, "\(report.notes)")
        #expect(report.verdict == .failed)
    }

    @Test("An identifier that is given twice is neither changed nor removed")
    func repeatedIdentifier() async throws {
        let given = Mutex<String?>(nil)
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            guard request.method == .post, let id = response.json?["id"]?.stringValue else { return response }
            let first = given.withLock { given in
                given = given ?? id
                return given ?? id
            }
            return response.editing { $0["id"] = .string(first) }
        }
        let report = await server.run()
        let id = try #require(given.withLock { $0 })
        #expect(!server.requests.contains { ![.get, .head].contains($0.method) && $0.path.hasSuffix(id) })
        #expect(report.notes.contains { $0.contains("'\(id)'") && $0.contains("twice") })
        #expect(report.brokenRules.contains("create.id-differs"))
    }

    @Test("An identifier that could lead elsewhere is not used", arguments: ["..", ".", "a/b", "a\\b", "\n"])
    func strangeIdentifier(_ id: String) async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            return request.method == .post ? response.editing { $0["id"] = .string(id) } : response
        }
        let report = await server.run()
        let allowed = Set(try await server.rows().compactMap { $0["id"]?.stringValue })
        #expect(
            !server.requests.contains { request in
                [.patch, .put].contains(request.method) && request.path != report.unknownPath
                    && !allowed.contains { request.path.hasSuffix($0) }
            })
        #expect(report.notes.contains { $0.contains("its id may lead to another path") })
    }

    @Test("A server that answers everything to every id is not asked to change or remove an unknown one")
    func answersEverything() async throws {
        let server = try await FaultyService(.customerV4) { request, next in
            let response = await next(request)
            return request.isItem && response.status == 404
                ? response.with(status: 200).with(body: ["id": "1", "name": "any"]) : response
        }
        let report = await server.run()
        #expect(!server.requests.contains { [.patch, .delete].contains($0.method) && $0.path == report.unknownPath })
        #expect(report.brokenRules.contains("error.unknown-id"))
    }

    @Test("A run that may not remove tells what it leaves")
    func leaving() async throws {
        let server = try await FaultyService(.customerV4)
        let report = await server.run(ConformanceOptions(removesWhatItCreates: false))
        let left = try await server.rows().compactMap { $0["id"]?.stringValue }.filter { !server.existing.contains($0) }
        #expect(left.count == 4)
        let note = try #require(report.notes.first { $0.contains("left in place") })
        for id in left { #expect(note.contains(id)) }
    }

    @Test("A run that is cancelled removes what it created", arguments: [1, 4, 6, 20, 60, 100])
    func cancellation(_ count: Int) async throws {
        let sent = Mutex(0)
        let running = Mutex<Task<ConformanceReport, Never>?>(nil)
        let server = try await FaultyService(.customerV4) { request, next in
            // As a client of the network does, which the run must not be stopped by when it cleans up.
            try Task.checkCancellation()
            let response = await next(request)
            let isLast = sent.withLock { sent in
                sent += 1
                return sent == count
            }
            if isLast {
                running.withLock { $0?.cancel() }
                try Task.checkCancellation()
            }
            return response
        }
        let task = running.withLock { running in
            let task = Task { await server.run() }
            running = task
            return task
        }
        let report = await task.value
        #expect(!report.isComplete)
        #expect(report.verdict == .failed)
        #expect(report.requests <= count + 20)
        #expect(try await server.rows().compactMap { $0["id"]?.stringValue } == server.existing)
    }

    @Test("A run sends no more requests than it may, and says that it ended early")
    func requestLimit() async throws {
        let server = try await FaultyService(.customerV4)
        let report = await server.run(ConformanceOptions(requestLimit: 30))
        let own = server.requests.count { $0.method != .delete }
        #expect(own <= 36)
        #expect(!report.isComplete)
        #expect(report.notes.contains { $0.contains("30 requests") })
        #expect(try await server.rows().count == server.existing.count)
    }

    @Test(
        "A run ends when its responses took too long or brought too much, says so, and removes what it created",
        arguments: [
            (ConformanceOptions(byteLimit: 20_000), "20000 bytes of responses"),
            (ConformanceOptions(timeLimit: .milliseconds(1)), "responses that took 0.001 seconds"),
        ])
    func overallLimits(_ options: ConformanceOptions, _ reason: String) async throws {
        let server = try await FaultyService(.customerV4)
        let report = await server.run(options)
        #expect(!report.isComplete && report.verdict == .failed)
        #expect(report.notes.contains { $0.contains(reason) }, "\(report.notes)")
        #expect(server.requests.count < 100)
        #expect(try await server.rows().count == server.existing.count)
    }

    @Test(
        "An identifier that makes a URL too long is not sent, which the report says",
        arguments: ConformanceStandard.allCases)
    func longIdentifier(_ verdict: ConformanceStandard) async {
        let id = String(repeating: "x", count: 100_000)
        let report = await ConformanceKit.customerV4.run(
            against: { request in
                #expect(request.target.utf8.count < 70_000)
                return APIResponse(status: 201, body: Array(#"{"id":"\#(id)","href":"/c/\#(id)","name":"n"}"#.utf8))
            }, by: verdict)
        let refused = report.steps.filter { $0.requestError?.hasPrefix("not sent: the URL has 1000") ?? false }
        #expect(refused.count > (verdict == .ctk ? 2 : 0))
        #expect(report.steps.allSatisfy { $0.url.utf8.count < 70_000 && $0.request.target.utf8.count < 70_000 })
        #expect(ConformanceReport.rendered([report], as: .html).count < 2_000_000)
    }

    @Test("A run reads no more rows than it may")
    func rowLimit() async throws {
        let server = try await FaultyService(.customerV4, rows: 200)
        let report = await server.run(ConformanceOptions(pageSize: 10, rowLimit: 40))
        #expect(report.notes.contains { $0.contains("Only the first 40 rows") })
        #expect(report.assertions.failed == 0, "\(report.failures)")
        #expect(try await server.rows().count == 200)
    }
}
