import TMFJSON
import TMFModels
import TMFQuery
import Testing

@Suite("Texts of odd queries") struct QueryLawTests {
    @Test(
        "Printing gives text that parses to an equal query",
        arguments: [
            "a=%7Ex", "a==~x", "a.ne=%7Ex", "a.gt=%7Ex", "a.regex=%7Ex", "filter=`o'k`&limit=1",
            "a=x&filter=[?(@.a=='%5C'')]&limit=1", "filter=[?(@.a=~/it's/)]&b=1", "filter=[?(@.a=~/[(]/)]&b=1",
            #"filter=[?(@.a=~/"/)],b"#, "sort=a[?(@.b=~/'/)].c,b", "fields=$.none", "fields=['none']", "fields=no%6Ee",
            "filter=" + String(repeating: "a[?(@.", count: 17) + "b" + String(repeating: ")]", count: 17),
            "filter=" + String(repeating: "a[?@.", count: 17) + "b" + String(repeating: "]", count: 17),
            "filter=[?(@." + (1...21).map { "a\($0)" }.joined(separator: ".") + "=='1')]", "%20%CC%81=1",
            "filter = [?(@.a&&@.b)]&c=1", "%66ilter=[?(@.a&&@.b)]&c=1", "filter=[?(@.a=~/\\//)]", "a.regex=a%5C/b",
            "fil%20ter=[,a", "fil ter=x[&a=1", "so+rt=[&a=1", "%2Bfields=x[&a=1", "filter=~%5C(&a=1", "sort=~%5C[&a=1",
            "filter=[?(1<=1)]", "filter=[?($.a.b && @.c[0])]", "filter=a[?($.status)]",
            "a=" + (1...99).map(String.init).joined(separator: ","),
        ])
    func printing(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        #expect(try ResourceQuery(parsing: query.text) == query, "\(query.text)")
    }

    @Test(
        "Only the parameters that hold JSON paths keep what separates inside of brackets",
        arguments: [
            ("fil ter=x[&a=1", 2), ("so+rt=[&a=1", 2), ("%2Bfields=x[&a=1", 2), ("filter=~%5C(&a=1", 2),
            ("sort=~%5C[&a=1", 2),
            ("filter=~a(b&c=1", 0), ("x=[?(a&b=1)]", 2), ("filter=[?(@.a=='&b=1')]", 1), (" filter =[?(@.a&&@.b)]", 2),
        ])
    func separators(text: String, conditions: Int) throws {
        guard conditions > 0 else {
            let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
            #expect(error?.code == .invalidPattern)
            return
        }
        let filter = try ResourceQuery(parsing: text).filter
        if case .all(let filters) = filter { #expect(filters.count == conditions) } else { #expect(conditions == 1) }
    }

    @Test("A path that starts at the resource is held against the resource, wherever it stands")
    func strictPaths() throws {
        let model = PartyInteraction.self
        #expect(throws: Never.self) { try ResourceQuery(parsing: "filter=note[?($.status)]", onlyAttributesOf: model) }
        #expect(throws: QueryError.self) {
            try ResourceQuery(parsing: "filter=note[?($.text)]", onlyAttributesOf: model)
        }
    }

    @Test("A query made in Swift has a text too")
    func built() throws {
        let filters: [Filter] = [
            .matches("a", try RegularExpression("^a$[^b]", syntax: .iRegexp)),
            .matches("a", try RegularExpression(#"a\/b"#, ignoresCase: true)),
            .anyElement("note", .path(try JSONPath("$.status", dialect: .tmf630))),
            .anyElement([], .equals(["x.y"], .number(1))),
            .not(.any([.exists("a"), .compare(["limit"], .less, .text("1"))])),
            .equals([""], .text("")),
        ]
        for filter in filters {
            let query = ResourceQuery(
                filter: filter, fields: FieldSelection([FieldPath("a"), FieldPath("a"), FieldPath(["none"])]),
                page: Page(offset: .max, limit: .max))
            #expect(try ResourceQuery(parsing: query.text) == query, "\(query.text)")
        }
    }

    @Test("A sign without a meaning in RFC 9485 stays a plain character in the text of the query")
    func plainSigns() throws {
        let document = try JSONDocument(parsing: #"{"a":"x^y$"}"#)
        let filter = Filter.matches("a", try RegularExpression("x^y$", syntax: .iRegexp))
        #expect(try CompiledQuery(ResourceQuery(filter: filter)).matches(document))
        #expect(try CompiledQuery(ResourceQuery(parsing: ResourceQuery(filter: filter).text)).matches(document))
    }

    @Test("A path inside a condition on an element starts at the resource")
    func pathInElement() throws {
        let filter = Filter.anyElement("note", .path(try JSONPath("$.status", dialect: .tmf630)))
        let query = CompiledQuery(ResourceQuery(filter: filter))
        #expect(try query.matches(JSONDocument(parsing: #"{"status":1,"note":[{"text":2}]}"#)))
        #expect(try !query.matches(JSONDocument(parsing: #"{"note":[{"status":2}]}"#)))
    }

    @Test("Two equal literals are in the order that a path puts them in", arguments: ["1<=1", "'a'>='a'"])
    func literals(condition: String) throws {
        let query = try ResourceQuery(parsing: "filter=[?(\(condition))]")
        #expect(try CompiledQuery(query).matches(JSONDocument(parsing: "{}")))
    }

    @Test("What is alike is put in the order of the ids' code points, whatever they look like")
    func ties() throws {
        let ids = ["2024-01-02T00:00:00+12:00", "10", "2024-01-01", "9", "2024-01-01T23:00:00Z"]
        let documents = try ids.map { try JSONDocument(["id": .string($0)]) }
        let result = try ResourceQuery(parsing: "sort=x").evaluate(over: documents)
        #expect(
            result.documents.map { $0.root["id"]?.stringValue ?? "" }
                == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test(
        "Strict reading asks for the attributes in filters, orders and selections as well",
        arguments: [
            "nonsense=1", "filter=[?(@.nonsense==1)]", "filter=nonsense", "filter=note[?(@.nonsense==1)]",
            "sort=nonsense", "fields=note.nonsense", "note.text.x=1",
            "filter=[?(@.reason && !@.note.nonsense)]",
        ])
    func strict(text: String) {
        #expect(throws: Never.self) { try ResourceQuery(parsing: text) }
        let error = #expect(throws: QueryError.self) {
            try ResourceQuery(parsing: text, onlyAttributesOf: PartyInteraction.self)
        }
        #expect(error?.code == .unknownAttribute)
    }
}
