import TMFConformance
import TMFExchange
import TMFJSON
import Testing

@Suite("The five certifications")
struct CertificationTests {
    @Test("All five reports are read and their systems rebuilt")
    func all() {
        #expect(ReenactedSystem.all.map(\.certification.assertions) == [292, 70, 638, 542, 962])
        #expect(ReenactedSystem.all.map(\.certification.requests) == [18, 10, 18, 18, 18])
    }

    @Test("The rows of a report add up to its totals", arguments: ReenactedSystem.all)
    func totals(_ system: ReenactedSystem) {
        let certification = system.certification
        let rows = certification.steps.flatMap(\.rows)
        #expect(certification.steps.count == certification.requests)
        #expect(rows.reduce(0) { $0 + $1.passed + $1.failed } == certification.assertions)
        #expect(rows.reduce(0) { $0 + $1.failed } == certification.failed)
    }

    @Test("The kit's run against the rebuilt system gives the published report", arguments: ReenactedSystem.all)
    func reproduced(_ system: ReenactedSystem) async throws {
        let report = try await system.report()
        let differences = system.certification.differences(from: report)
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
        #expect(report.basePath == system.baseURL)
        #expect(report.verdict == .passed)
    }

    @Test("A second system of the same report knows nothing of the first", arguments: ReenactedSystem.all)
    func independent(_ system: ReenactedSystem) async throws {
        let first = try await system.report()
        let second = try await system.report()
        #expect(first.steps.map(\.response) == second.steps.map(\.response))
    }

    @Test("What a report does not tell is right", arguments: ReenactedSystem.all)
    func untold(_ system: ReenactedSystem) async throws {
        let server = try await system.start()
        let path = system.behaviour.basePath + system.behaviour.collection
        let body = try #require(system.kit.steps.first { $0.method == .post }?.body)
        let created = await server.respond(to: APIRequest(.post, path, headers: Self.json, body: Array(body.utf8)))
        #expect(created.headers[.location] == (try JSONValue(parsing: created.body)["href"]?.stringValue))
        let one = "\(path)/\(system.behaviour.firstID)"
        #expect(await server.respond(to: APIRequest(.get, one)).headers[.eTag] == created.headers[.eTag])
        // The page after the rows that existed before contains the created ones.
        let before = system.behaviour.rowsBefore.reduce(0) { $0 + $1.count }
        let page = await server.respond(to: APIRequest(.get, "\(path)?offset=\(before)&limit=100"))
        #expect(page.headers[.totalCount] == String(before + 1))
        #expect(String(decoding: page.body, as: UTF8.self).contains("\"\(system.behaviour.firstID)\""))
        let refused = await server.respond(to: APIRequest(.post, path, headers: Self.json, body: Array("{}".utf8)))
        #expect(refused.status == 400)
        #expect(await server.respond(to: APIRequest(.delete, one)).status == 204)
        #expect(await server.respond(to: APIRequest(.get, one)).status == 404)
        // A removed resource is created again, with its own id.
        let next = await server.respond(to: APIRequest(.post, path, headers: Self.json, body: Array(body.utf8)))
        #expect(next.status == 201)
        #expect(try JSONValue(parsing: next.body)["id"]?.stringValue != system.behaviour.firstID)
    }

    private static let json: APIHeaders = [.contentType: "application/json"]

    @Test(
        "Sizes are printed as the reports print them",
        arguments: [
            (2, "2B"), (1_023, "1023B"), (1_024, "1KB"), (1_894, "1.85KB"), (6_963, "6.8KB"), (8_858, "8.65KB"),
            (21_524, "21.02KB"),
        ])
    func sizes(_ bytes: Int, _ text: String) throws {
        #expect(PrintedSize(bytes: bytes).text == text)
        let read = try #require(PrintedSize(text))
        #expect(PrintedSize(bytes: read.bytes).text == text)
        #expect(abs(read.bytes - bytes) <= 5)
    }
}
