import TMFExchange
import Testing

@Suite("Media types")
struct MediaTypeTests {
    @Test(
        "A type is read without its parameters, in any case and with blanks around it",
        arguments: [
            ("application/json", "application/json"), ("Application/JSON", "application/json"),
            ("application/json;charset=utf-8", "application/json"), (" application/json ;", "application/json"),
            ("application/merge-patch+json", "application/merge-patch+json"), ("text/html\t; q=1", "text/html"),
            ("application/json;charset", "application/json"), ("multipart/*", "multipart/*"),
        ])
    func types(text: String, expected: String) {
        #expect(MediaType(text)?.text == expected)
        #expect(MediaType(text).map { "\($0)" } == expected)
    }

    @Test(
        "A text that is not exactly one media type is rejected",
        arguments: [
            "", " ", "json", "application", "application/", "/json", "application/json, application/json",
            "application /json", "application/ json", "application/json json", ";charset=utf-8", "application//json",
            "applicatiön/json", "application/json/x", "application/json=1", "\"application/json\"",
        ])
    func noTypes(_ text: String) {
        #expect(MediaType(text) == nil)
    }

    @Test("The constants have the names of their types")
    func constants() {
        #expect(MediaType("application/json") == .json)
        #expect(MediaType("application/merge-patch+json") == .mergePatch)
        #expect(MediaType("application/json-patch+json") == .jsonPatch)
        #expect(MediaType("application/json-patch-query+json") == .jsonPatchQuery)
    }

    @Test(
        "JSON is application/json and what has its suffix",
        arguments: [
            ("application/json", true), ("APPLICATION/JSON;x=y", true), ("application/problem+json", true),
            ("application/merge-patch+json", true), ("application/jsonx", false), ("text/json", false),
            ("text/x+json", false), ("application/xml", false),
        ])
    func json(text: String, isJSON: Bool) throws {
        #expect(try #require(MediaType(text)).isJSON == isJSON)
    }

    @Test(
        "The most specific range of Accept that covers a type decides",
        arguments: [
            ("*/*", true), ("application/*", true), ("application/json", true), ("Application/JSON", true), ("", true),
            (" \t", true), ("application/json;charset=utf-8", true), ("application/json; q=0.1", true),
            ("text/html, application/json", true), ("text/html,*/*;q=0.8", true), (",application/json,,", true),
            ("application/json;q=0.5, */*;q=0", true), ("application/json, application/*;q=0", true),
            ("*/*;Q=0.5", true), ("application/json;q=\"0.5\"", true), ("application/json;q=x", true),
            (#"text/html;a="x,y;q=0", application/json"#, true), (#"application/json;a=",text/html;q=0""#, true),
            ("text/html", false), ("text/*", false), ("application/json;q=0", false), ("*/*;q=0", false),
            ("application/json; q=0.000", false), ("application/json;q=0, */*", false), ("json", false),
            ("application/*;q=0, */*", false), ("*/*, application/json;Q=0", false), ("application/jsonx", false),
            ("application/json;charset=utf-8;q=0", false), (#"application/json;a="x,y";q=0"#, false),
            (#"text/html;a="application/json, ", image/png"#, false), ("application/merge-patch+json", false),
        ])
    func accept(value: String, isAccepted: Bool) {
        #expect(MediaType.json.isAccepted(by: value) == isAccepted)
    }

    @Test("Other types than JSON are accepted by their own ranges")
    func acceptOfOthers() throws {
        let type = try #require(MediaType("text/html"))
        for value in ["text/html", "text/*", "*/*", "TEXT/HTML;q=0.1"] { #expect(type.isAccepted(by: value)) }
        for value in ["application/*", "text/plain", "text/*;q=0", "html"] { #expect(!type.isAccepted(by: value)) }
    }
}
