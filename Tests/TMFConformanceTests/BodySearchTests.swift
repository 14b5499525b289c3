import TMFExchange
import Testing

@testable import TMFConformance

@Suite("Texts in a body")
struct BodySearchTests {
    @Test(
        "A text is found wherever it stands, byte by byte",
        arguments: [
            ("", true), ("12345678", true), ("rest-of-the-other-row", true), ("of\",\"b", true), ("undefined", false),
            ("http://a/b/c", false), ("http:\\/\\/a", true), ("e\u{301}", false), ("\u{E9}", true), ("ut\"}]", true),
        ])
    func includes(text: String, isThere: Bool) {
        let body = Array(#"[{"a":"12345678","u":"http:\/\/a\/b\/c"},{"a":"rest-of-the-other-row of","b":"é ut"}]"#.utf8)
        let search = BodySearch(body)
        search.rows = [body[1..<20], body[20...]]
        for row in 0...2 { #expect(search.includes(text, at: row) == isThere, "\(row)") }
    }

    @Test("The script of a long list whose texts are escaped takes no longer than the list", .timeLimit(.minutes(1)))
    func long() {
        let rows = (0..<3_000).map {
            #"{"id":"\#($0)","href":"http:\/\/host\/customer\/\#($0)","name":"n","@type":"C","engagedParty":{}}"#
        }
        let response = APIResponse(status: 200, body: Array(("[" + rows.joined(separator: ",") + "]").utf8))
        var interpreter = ScriptInterpreter(
            resource: ConformanceKit.customerV4.script, response: response, variables: ScriptVariables())
        let start = ContinuousClock.now
        #expect(interpreter.run(.list) == nil)
        #expect(ContinuousClock.now - start < .seconds(20))
        let summary = interpreter.log.summaries.first { $0.name == "Body includes value held on href" }
        #expect(summary?.failed == 3_000)
    }

    @Test(
        "A long text that repeats itself is found, or not, in one go over the body",
        arguments: [
            ("a", 200_001, "", true), ("a", 200_002, "", false), ("a", 200_001, "b", true), ("a", 200_002, "b", false),
            ("ab", 50_000, "c", true), ("ab", 50_001, "c", false), ("ab", 49_000, "d", false),
        ])
    func repetitive(text: String, count: Int, end: String, isThere: Bool) {
        let body = String(repeating: "a", count: 200_000) + String(repeating: "ab", count: 50_000) + "c"
        let search = BodySearch(Array(body.utf8))
        #expect(search.includes(String(repeating: text, count: count) + end, at: 0) == isThere)
    }

    private static func limits(_ change: (inout ScriptLimits) -> Void) -> ScriptLimits {
        var limits = ScriptLimits()
        change(&limits)
        return limits
    }

    private static func interpreter(_ body: String, _ limits: ScriptLimits) -> ScriptInterpreter {
        ScriptInterpreter(
            resource: ConformanceKit.customerV4.script, response: APIResponse(status: 200, body: Array(body.utf8)),
            variables: ScriptVariables(), limits: limits)
    }

    @Test("A list of more rows than the limit is not judged, and one of as many is")
    func rows() {
        for count in [3, 4] {
            let body = "[" + Array(repeating: "{\"id\":1}", count: count).joined(separator: ",") + "]"
            var interpreter = Self.interpreter(body, Self.limits { $0.rows = 3 })
            #expect(interpreter.run(.list) == (count == 3 ? nil : "the list has more than 3 rows"))
            #expect(interpreter.log.tally.total == (count == 3 ? 1 + 3 * 8 : 1))
        }
    }

    @Test("A body that is searched for too long ends the script, which tells how far it came")
    func searched() {
        // The texts of the second half stand nowhere, but each of their eight bytes does.
        let rows = (0..<40).map { #"{"id":"\u0061bcdefgh\#($0)","x":"abcdefgh","y":"bcdefgh\#($0)"}"# }
        let body = "[" + rows.joined(separator: ",") + "]"
        var interpreter = Self.interpreter(body, Self.limits { $0.searchedBytes = 10 * body.utf8.count })
        let error = interpreter.run(.list)
        #expect(error?.contains("the first 11 rows") == true, "\(error ?? "no error")")
        var patient = Self.interpreter(body, ScriptLimits())
        #expect(patient.run(.list) == nil)
    }

    @Test("A body that is too long, too deep or holds too much is not read by a script")
    func bounded() {
        let bodies = [
            String(repeating: "[", count: 600), "{" + (0..<100_001).map { "\"\($0)\":1" }.joined(separator: ",") + "}",
            "\"" + String(repeating: "x", count: 9 << 20) + "\"",
            #"{"id":["# + Array(repeating: "{}", count: 1_100_000).joined(separator: ",") + "]}",
        ]
        for body in bodies {
            var interpreter = Self.interpreter(body, ScriptLimits())
            #expect(interpreter.run(.list)?.hasPrefix("JSONError: ") == true)
            #expect(interpreter.log.tally.total == 1)
        }
    }

    @Test("A value that is long is cut in names and messages")
    func longValues() {
        let text = String(repeating: "x", count: 1 << 20)
        var created = Self.interpreter(#"{"id":"1","name":"\#(text)","href":["\#(text)"]}"#, ScriptLimits())
        #expect(created.run(.created(1)) == nil)
        var list = ScriptInterpreter(
            resource: ConformanceKit.customerV4.script,
            response: APIResponse(status: 200, body: Array(#"[{"id":"1"}]"#.utf8)), variables: created.variables)
        #expect(list.run(.list) == nil)
        let texts = (created.log.kept + list.log.kept).flatMap { [$0.name, $0.message ?? ""] }
        #expect(texts.contains { $0.hasPrefix("name is xxx") && $0.hasSuffix("x…") })
        #expect(texts.allSatisfy { $0.utf8.count < 1_200 })
    }

    @Test("A cancelled run leaves a long list")
    func cancelled() async {
        let body = Array("[\(Array(repeating: "{}", count: 100).joined(separator: ","))]".utf8)
        let task = Task {
            var interpreter = ScriptInterpreter(
                resource: ConformanceKit.customerV4.script, response: APIResponse(status: 200, body: body),
                variables: ScriptVariables())
            while !Task.isCancelled { await Task.yield() }
            return interpreter.run(.list)
        }
        task.cancel()
        #expect(await task.value?.contains("cancelled") == true)
    }
}
