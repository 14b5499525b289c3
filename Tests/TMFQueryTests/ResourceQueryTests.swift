import TMFJSON
import TMFQuery
import Testing

@Suite("Query strings")
struct ResourceQueryTests {
    @Test(
        "A query string has its meaning",
        arguments: [
            ("", ResourceQuery()),
            ("&&", ResourceQuery()),
            ("status=open", ResourceQuery(filters: [EqualityFilter("status", equalsAnyOf: ["open"])])),
            (
                "status=open&direction=inbound",
                ResourceQuery(filters: [
                    EqualityFilter("status", equalsAnyOf: ["open"]),
                    EqualityFilter("direction", equalsAnyOf: ["inbound"]),
                ])
            ),
            ("a=1&a=2", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["1", "2"])])),
            ("a=1,2", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["1", "2", "1,2"])])),
            ("a=1%2C2", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["1,2"])])),
            ("a=x%26y%3Dz", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["x&y=z"])])),
            ("a=b=c", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["b=c"])])),
            ("a=", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: [""])])),
            ("a=x+y", ResourceQuery(filters: [EqualityFilter("a", equalsAnyOf: ["x+y", "x y"])])),
            ("%40type=Customer", ResourceQuery(filters: [EqualityFilter("@type", equalsAnyOf: ["Customer"])])),
            (
                "href=http://host:8080/a/b",
                ResourceQuery(filters: [
                    EqualityFilter("href", equalsAnyOf: ["http://host:8080/a/b"])
                ])
            ),
            ("fields=id,reason", ResourceQuery(fields: FieldSelection(["id", "reason"]))),
            ("fields=id&fields=reason,id", ResourceQuery(fields: FieldSelection(["id", "reason"]))),
            ("fields=none", ResourceQuery(fields: FieldSelection([]))),
            ("offset=20&limit=10", ResourceQuery(page: Page(offset: 20, limit: 10))),
            ("limit=0", ResourceQuery(page: Page(limit: 0))),
        ])
    func parsing(text: String, expected: ResourceQuery) throws {
        #expect(try ResourceQuery(parsing: text) == expected)
    }

    @Test(
        "Printing a query gives text that parses to it",
        arguments: [
            "a=1,2&b=x%2Cy", "fields=id,@type", "fields=none", "offset=3&limit=0", "a=%25%26%3D%3B&%40type=%C3%A9+%2B",
            "x=a%3Bb", "a=&b=,",
        ])
    func printing(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        #expect(try ResourceQuery(parsing: query.text) == query, "\(query.text)")
    }

    @Test(
        "What cannot be evaluated is refused, never ignored",
        arguments: [
            ("sort=name", .unsupported, 0), ("filter=x", .unsupported, 0), ("depth=1", .unsupported, 0),
            ("a=1&relatedParty.id=42", .unsupported, 4), ("creationDate.gt=2026", .unsupported, 0),
            ("creationDate%3E2026", .unsupported, 0), ("size%3E=10", .unsupported, 0), ("a=1;a=2", .unsupported, 0),
            ("flag", .unsupported, 0), ("=x", .unsupported, 0), ("offset=-1", .invalidValue, 0),
            ("limit=ten", .invalidValue, 0), ("limit=", .invalidValue, 0), ("a=b&limit=1.0", .invalidValue, 4),
            ("limit=99999999999999999999", .invalidValue, 0), ("a=%", .invalidEncoding, 0),
            ("a=%zz", .invalidEncoding, 0), ("a=%ff", .invalidEncoding, 0),
        ] as [(String, QueryError.Code, Int)])
    func errors(text: String, code: QueryError.Code, offset: Int) {
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test("Length and number of terms are limited")
    func limits() throws {
        let limits = QueryLimits(length: 20, terms: 2)
        #expect(throws: QueryError.self) {
            try ResourceQuery(parsing: "abc=\(String(repeating: "x", count: 17))", limits: limits)
        }
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a=1&b=2&c=3", limits: limits) }
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a=1,2,3", limits: limits) }
        #expect(try ResourceQuery(parsing: "a=1&b=2", limits: limits).filters.count == 2)
    }

    @Test(
        "Values are compared by the type found",
        arguments: [
            ("s=open", true), ("s=Open", false), ("n=1.5", true), ("n=1.50", true), ("n=15e-1", true), ("n=2", false),
            ("n=abc", false), ("b=true", true), ("b=false", false), ("list=b", true), ("list=c", false),
            ("nothing=null", false), ("object=x", false), ("missing=x", false), ("s=open&n=2", false),
            ("s=closed,open", true), ("accent=%C3%A9", true), ("accent=e%CC%81", false), ("comma=Hello,%20world", true),
        ])
    func matching(text: String, isMatch: Bool) throws {
        let document = try JSONDocument(
            parsing:
                #"{"s":"open","n":1.5,"b":true,"list":["a","b"],"nothing":null,"object":{},"accent":"é","comma":"Hello, world"}"#
        )
        #expect(try ResourceQuery(parsing: text).matches(document) == isMatch)
    }

    @Test(
        "A selection has what was asked for, and always id, href and @type",
        arguments: [
            ("fields=reason", #"{"id":"1","reason":1.50,"href":"/1","@type":"T"}"#),
            ("fields=none", #"{"id":"1","href":"/1","@type":"T"}"#),
            ("fields=x,unknown", #"{"id":"1","href":"/1","x":{"y": [ 1 ]},"@type":"T"}"#),
        ])
    func selection(text: String, expected: String) throws {
        let document = try JSONDocument(parsing: #"{"id":"1","reason":1.50,"href":"/1","x":{"y": [ 1 ]},"@type":"T"}"#)
        var writer = JSONWriter()
        let fields = try #require(try ResourceQuery(parsing: text).fields)
        fields.write(document, to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(
        "A page is cut from all matches",
        arguments: [
            (Page(), 5, 0..<5), (Page(offset: 2), 5, 2..<5), (Page(offset: 9), 5, 5..<5), (Page(limit: 2), 5, 0..<2),
            (Page(offset: 4, limit: 2), 5, 4..<5), (Page(limit: 0), 5, 0..<0),
            (Page(offset: .max, limit: .max), 5, 5..<5),
            (Page(offset: 1, limit: .max), 5, 1..<5), (Page(offset: -1, limit: -1), 5, 0..<0),
        ])
    func pages(page: Page, total: Int, expected: Range<Int>) {
        #expect(page.range(of: total) == expected)
    }
}
