import Foundation
import TMForum
import Testing
import _TMFTestSupport

/// What the guide to the service says about its limits.
@Suite("The table of limits")
struct ServiceLimitTests {
    private static let path = "/tmf-api/partyInteraction/v4/partyInteraction"
    private static let json: APIHeaders = [.contentType: "application/json"]

    /// A request, and the limits that it is beyond.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var limits: ServiceLimits
        var request: APIRequest
        var testDescription: String { name }

        init(_ name: String, _ request: APIRequest, _ change: (inout ServiceLimits) -> Void) {
            self.name = name
            limits = ServiceLimits()
            change(&limits)
            self.request = request
        }
    }

    private static func list(_ query: String) -> APIRequest { APIRequest(.get, path + "?" + query) }

    private static func patch(_ text: String) -> APIRequest {
        let headers: APIHeaders = [.contentType: "application/json-patch+json"]
        return APIRequest(.patch, path + "/1", headers: headers, body: Array(text.utf8))
    }

    private static let create = APIRequest(
        .post, path, headers: json,
        body: Array(#"{"direction":"inbound","reason":"Question","channel":[{"id":"web"}],"note":[{"text":"a"}],"#.utf8)
            + Array(#""relatedParty":[{"id":"1","@referredType":"Individual"}]}"#.utf8)
    )

    private static let number = APIRequest(
        .patch, path + "/1", headers: [.contentType: "application/merge-patch+json"], body: Array(#"{"a":1234}"#.utf8)
    )

    static let cases = [
        Case("body.bytes", create) { $0.body = JSONLimits(bytes: 20) },
        Case("body.depth", create) { $0.body = JSONLimits(depth: 2) },
        Case("body.members", create) { $0.body = JSONLimits(members: 3) },
        Case("body.stringLength", create) { $0.body = JSONLimits(stringLength: 7) },
        Case("body.numberLength", number) { $0.body = JSONLimits(numberLength: 3) },
        Case("targetLength", list("reason=Question")) { $0.targetLength = path.utf8.count },
        Case("query.length", list("reason=Question")) { $0.query.length = 14 },
        Case("query.terms", list("reason=a&status=b")) { $0.query.terms = 1 },
        Case("query.pathDepth", list("channel.id=a")) { $0.query.pathDepth = 1 },
        Case("query.visitedNodes", APIRequest(.get, path + "/1?fields=$..nothing")) { $0.query.visitedNodes = 1 },
        Case("query.work", list("fields=$..[?($..[?($..*)])]")) { $0.query.work = 1 },
        Case("query.pattern.programSize", list("reason.regex=abcdef")) {
            $0.query.pattern = RegularExpression.Limits(programSize: 3)
        },
        Case("defaultPageSize", list("fields=none")) { $0.defaultPageSize = 1 },
        Case("maximumPageSize", list("limit=5")) { $0.maximumPageSize = 1 },
        Case("pageBytes", list("limit=5")) { $0.pageBytes = 300 },
        Case("patch.operations", patch(#"[{"op":"remove","path":"/note"},{"op":"remove","path":"/status"}]"#)) {
            $0.patch.operations = 1
        },
        Case("patch.nodes", patch(#"[{"op":"add","path":"/tag","value":[1,2,3]}]"#)) { $0.patch.nodes = 2 },
        Case("patch.depth", patch(#"[{"op":"add","path":"/tag","value":[[[1]]]}]"#)) {
            $0.patch = JSONPatch.Limits(depth: 2)
        },
        Case("resourceSize", patch(#"[{"op":"add","path":"/tag","value":1}]"#)) { $0.resourceSize = 100 },
        Case("references", create) { $0.references = 0 },
        Case("requestsInFlight", list("limit=1")) { $0.requestsInFlight = 0 },
        Case("receivedBytes", create) { $0.receivedBytes = 20 },
        Case("bodyTimeout", create) { $0.bodyTimeout = .seconds(-1) },
    ]

    @Test("A request beyond a limit gets what the table says", arguments: cases)
    func beyond(_ example: Case) async throws {
        let page = try Checkout.guide("Service")
        let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(example.name)` |") })
        let promise = row.dropLast().components(separatedBy: "|")[3].trimmingCharacters(in: .whitespaces)

        let store = InMemoryStore()
        let environment = ServiceEnvironment.fixed(try Timestamp("2026-11-21T09:00:00Z"))
        let generous = APIService(store: store, environment: environment)
        for _ in 0..<2 { #expect(await generous.respond(to: Self.create).status == 201) }
        #expect(await generous.respond(to: example.request).status < 300)

        let strict = APIService(
            store: store, configuration: ServiceConfiguration(limits: example.limits), environment: environment,
            references: ReferencePolicy(.strict) { _ in true })
        let body = AsyncStream { parts in
            parts.yield(example.request.body)
            parts.finish()
        }
        let answer = await strict.respond(to: example.request, body: body)
        guard let status = promise.prefixMatch(of: /[0-9]+/).flatMap({ Int($0.0) }) else {
            #expect(answer.headers[.resultCount] == "1")
            #expect(promise.contains("next") && answer.headers[.link]?.contains(#"rel="next""#) == true)
            return
        }
        #expect(answer.status == status, "\(String(decoding: answer.body, as: UTF8.self))")
        if let code = promise.firstMatch(of: /code ([0-9]+)/) {
            #expect(try JSONValue(parsing: answer.body).objectValue?["code"] == .string(String(code.1)))
        }
        #expect((answer.headers[.retryAfter] != nil) == promise.contains("Retry-After"))
    }
}
