import TMFModels
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
            resource: ConformanceKit.customerV4.resource, response: response, variables: ScriptVariables())
        let start = ContinuousClock.now
        #expect(interpreter.run(.list) == nil)
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(interpreter.assertions.count { $0.name == "Body includes value held on href" && !$0.passed } == 3_000)
    }

    @Test("A cancelled run leaves a long list")
    func cancelled() async {
        let body = Array("[\(Array(repeating: "{}", count: 100).joined(separator: ","))]".utf8)
        let task = Task {
            var interpreter = ScriptInterpreter(
                resource: ConformanceKit.customerV4.resource, response: APIResponse(status: 200, body: body),
                variables: ScriptVariables())
            while !Task.isCancelled { await Task.yield() }
            return interpreter.run(.list)
        }
        task.cancel()
        #expect(await task.value?.contains("cancelled") == true)
    }
}
