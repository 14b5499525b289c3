import TMFJSON
import TMFQuery
import Testing

@Suite("Parameters taken out of a query string")
struct QueryTextTests {
    @Test(
        "A parameter is taken out with its value, and the others stay as they were written",
        arguments: [
            ("cursor=x", "", "x"), ("cursor=", "", ""), ("cursor", "", ""), ("", "", nil), ("a=1", "a=1", nil),
            ("a=1&cursor=x", "a=1", "x"), ("cursor=x&a=1", "a=1", "x"), ("a=1&cursor=x&b=2", "a=1&b=2", "x"),
            ("a=%31&cursor=%78&b=+é", "a=%31&b=+é", "x"), ("cursor=x=y&a", "a", "x=y"),
            ("cursor=1&cursor=2&a=1", "a=1", "1"), ("cursors=x", "cursors=x", nil), ("xcursor=x", "xcursor=x", nil),
            ("a=cursor", "a=cursor", nil), ("a=b=cursor=1", "a=b=cursor=1", nil), ("Cursor=x", "Cursor=x", nil),
            ("a=cursor%3Dx%26cursor%3Dy", "a=cursor%3Dx%26cursor%3Dy", nil), ("a=1&&cursor=x&", "a=1", "x"),
        ] as [(String, String, String?)])
    func removing(query: String, text: String, value: String?) {
        let remainder = QueryText(query).removing(["cursor"])
        #expect(remainder.text == text)
        #expect(remainder.taken == (value.map { ["cursor": $0] } ?? [:]))
    }

    @Test(
        "A name is the same however it is encoded",
        arguments: ["%63ursor=x", "c%75rsor=x", "%63%75%72%73%6F%72=x", "%63%75%72%73%6f%72=x", "cursor=%78"])
    func encodedNames(_ parameter: String) {
        let remainder = QueryText("a=1&\(parameter)&b=2").removing(["cursor"])
        #expect(remainder.text == "a=1&b=2")
        #expect(remainder.taken == ["cursor": "x"])
    }

    @Test("Several names are taken out at once, whatever they stand between")
    func severalNames() {
        let remainder = QueryText("offset=5&a=1&limit=2;b=2&cursor=c&x").removing(["offset", "limit", "cursor"])
        #expect(remainder.text == "a=1;b=2&x")
        #expect(remainder.taken == ["offset": "5", "limit": "2", "cursor": "c"])
    }

    @Test(
        "The alternatives between semicolons stay apart",
        arguments: [
            ("a=1;b=2", "a=1;b=2"), ("a=1&cursor=x;b=2", "a=1;b=2"), ("a=1;cursor=x&b=2", "a=1;b=2"),
            ("cursor=x;b=2", "b=2"), ("a=1;cursor=x", "a=1"), ("a=1;cursor=x;b=2", "a=1;b=2"),
            ("cursor=x&a=1;c=3&d=4", "a=1;c=3&d=4"), ("a=1;2;cursor=x;3", "a=1;2;3"),
        ])
    func groups(query: String, text: String) {
        #expect(QueryText(query).removing(["cursor"]).text == text)
        #expect(QueryText(query.replacing("cursor=x", with: "b=5")).removing(["cursor"]).taken.isEmpty)
    }

    @Test(
        "What stands in the brackets or the literals of a path is no parameter",
        arguments: [
            "filter=$[?(@.a=='x&cursor=1')]", "filter=$[?(@.a=='x;cursor=1&')]", "filter=a[?(@.b==\"&cursor=1\")]",
            "filter=$[?(@.a==%27&cursor=1%27)]", "filter=$%5B?(@.a=='&cursor=1')%5D", "filter=a[?(@.b=~/&cursor=1/)]",
            "fields=a[?(@.b=='&cursor=1')].c", "sort=-a[?(@.b==';cursor=1')].c", "filter=$['&cursor=1']",
            "%66ilter=$['&cursor=1']", "filter=$[?(@.a=='\\'&cursor=1')]", "filter=$[?(@.a==']&cursor=1')]",
        ])
    func brackets(_ query: String) {
        let alone = QueryText(query).removing(["cursor"])
        #expect(alone.text == query)
        #expect(alone.taken == [:])
        let beside = QueryText("cursor=a&\(query)&limit=1").removing(["cursor"])
        #expect(beside.text == query + "&limit=1")
        #expect(beside.taken == ["cursor": "a"])
    }

    @Test("Brackets of an attribute's value are text, and end no parameter")
    func plainBrackets() {
        let remainder = QueryText("a=[&cursor=x&b=]").removing(["cursor"])
        #expect(remainder.text == "a=[&b=]")
        #expect(remainder.taken == ["cursor": "x"])
    }

    @Test(
        "Every remaining byte has its position in the complete text",
        arguments: [
            "a=1", "cursor=x&a=1", "a=1&cursor=x&b=2", "a=1;cursor=x&b=2&cursor=;c=3", "é=ü&cursor=é&ö=ä",
            "filter=$[?(@.a=='&cursor=1')]&cursor=x&c=3", "%63ursor=x&a=%31&b",
        ])
    func origins(_ query: String) {
        let remainder = QueryText(query).removing(["cursor"])
        let bytes = Array(query.utf8)
        let rest = Array(remainder.text.utf8)
        let separators = [UInt8(ascii: "&"), UInt8(ascii: ";")]
        for (offset, byte) in rest.enumerated() {
            let origin = remainder.origin(of: offset)
            #expect(bytes.indices.contains(origin), "\(offset)")
            guard bytes.indices.contains(origin), !separators.contains(byte) else { continue }
            #expect(bytes[origin] == byte, "\(offset) \(origin)")
        }
    }

    @Test(
        "The position of a parameter is found after those that were removed",
        arguments: [
            ("cursor=x&a=1", 0, 9), ("cursor=x&a=1", 3, 12), ("a=1&cursor=x&b=2", 2, 2),
            ("a=1&cursor=x&b=2", 4, 13), ("a=1&cursor=x&b=2", 6, 15), ("a=1;cursor=x&b=2", 4, 13),
            ("cursor=1&cursor=22&b", 0, 19), ("a=1", 0, 0), ("", 0, 0),
        ])
    func origin(query: String, offset: Int, origin: Int) {
        #expect(QueryText(query).removing(["cursor"]).origin(of: offset) == origin)
    }
}
