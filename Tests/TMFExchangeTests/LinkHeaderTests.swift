import TMFExchange
import Testing
import _TMFTestSupport

@Suite("Links")
struct LinkHeaderTests {
    @Test(
        "Links are read by the grammar of RFC 8288, whatever their parameters are",
        arguments: [
            ("<a>; rel=\"next\"", ["next": "a"]), ("<a>;rel=next", ["next": "a"]), ("<a> ; REL = NEXT", ["next": "a"]),
            ("<a>; rel=next, <b>; rel=\"last\"", ["next": "a", "last": "b"]),
            ("<a>;rel=next,<b>;rel=last", ["next": "a", "last": "b"]),
            (#"<a>; title="x, <y>; rel=\"prev\""; rel="next", <b>; rel=last"#, ["next": "a", "last": "b"]),
            (#"<a>; rel="first\ prev""#, ["first": "a", "prev": "a"]),
            ("<a>; rel=\" next  last \"", ["next": "a", "last": "a"]),
            ("<a>; rel=next, <b>; rel=next", ["next": "a"]), ("<a>; rel=next; rel=last", ["next": "a"]),
            ("<a?b=c,d;e>; rel=next", ["next": "a?b=c,d;e"]), ("<a>; rel=\"https://x/Y\"", ["https://x/y": "a"]),
            ("<>; rel=self", ["self": ""]), ("<a>; rel=next; title=\"open", ["next": "a"]),
            (",, <a>; rel=next ,", ["next": "a"]), ("<é x>; rel=next", ["next": "%C3%A9%20x"]),
            ("<a>; title=next; rel*=x; rel=next;;", ["next": "a"]),
        ])
    func links(value: String, expected: [String: String]) {
        let links = LinkHeader(value)
        for (relation, target) in expected {
            #expect(links[relation] == target)
            #expect(links[relation.uppercased()] == target)
        }
        #expect(Set(links.links.flatMap(\.relations)) == Set(expected.keys))
    }

    @Test(
        "What is no link of the resource is passed over, and the others stay",
        arguments: [
            "", ",", "a", "<a", "a>; rel=next", "<a>", "<a>; rel", "<a>; rel=", "<a>; rel=\"\"", "<a>; title=next",
            "<a>; rel=next; anchor=\"/b\"", "\"<a>; rel=next", "<a>, rel=next", "a; rel=next",
        ])
    func noLinks(_ value: String) {
        #expect(LinkHeader(value).links.isEmpty)
        guard !value.hasPrefix("\""), value != "<a" else { return }
        #expect(LinkHeader(value + ", <z>; rel=last").links.map(\.target) == ["z"])
    }

    @Test("Links are written with their relations in quotation marks")
    func text() throws {
        let links = try LinkHeader([
            #require(LinkHeader.Link(to: "/a?b=1&c=[2]", as: "Next")),
            #require(LinkHeader.Link(to: "ü>, <", as: "first  prev")),
        ])
        #expect(links.text == #"</a?b=1&c=[2]>; rel="next", <%C3%BC%3E,%20%3C>; rel="first prev""#)
        #expect("\(links)" == links.text)
        #expect(LinkHeader([]).text.isEmpty)
        #expect(LinkHeader.Link(to: "/a", as: " ") == nil)
    }

    @Test("What was written is read as it was, and nothing in a link ends it", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        let characters = Array("ab/?&=%;,<>\"\\ '[]{}|^`\u{0}\r\n\t\u{7F}éü語\u{2028}😀e\u{301}*")
        var random = SplitMix64(seed: seed)
        func text(_ most: Int) -> String {
            String((0..<random.below(most)).map { _ in characters[random.below(characters.count)] })
        }
        for _ in 0..<2_000 {
            let links = LinkHeader((0..<random.below(5)).compactMap { _ in LinkHeader.Link(to: text(20), as: text(8)) })
            #expect(LinkHeader(links.text) == links, "\(links.text.debugDescription)")
            #expect(links.links.allSatisfy { $0.target.utf8.allSatisfy { 0x21...0x7E ~= $0 } })
            // A text that no writer made is read too, and then is a fixed point.
            let read = LinkHeader(text(60))
            #expect(LinkHeader(read.text) == read)
        }
    }
}
