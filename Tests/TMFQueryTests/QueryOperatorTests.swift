import TMFJSON
import TMFModels
import TMFQuery
import Testing

@Suite("Operators of queries") struct QueryOperatorTests {
    private static let documents = [
        #"{"id":"1","a":"Straße 5%","n":"100","b":null}"#, #"{"id":"2","a":"STRASSE","n":100.0,"b":[]}"#,
        #"{"id":"3","a":"Kelvin","n":"red","b":[null,1]}"#, #"{"id":"4","a":["x_y","b.c"],"n":20,"b":"x"}"#,
        #"{"id":"5","a":5,"n":"3"}"#, #"{"id":"6","a":"line\nbreak","n":"2026"}"#,
    ]

    private func ids(_ query: ResourceQuery) throws -> String {
        let documents = try Self.documents.map { try JSONDocument(parsing: $0) }
        return try query.evaluate(over: documents).documents.compactMap { $0.root["id"]?.stringValue }.joined()
    }

    @Test(
        "An operator finds what it says, and its text the same",
        arguments: [
            ("a.contains=ra", "1"), ("a.containsi=RA", "12"), ("a.contains=.", "4"), ("a.contains=5", "15"),
            ("a.contains=", "123456"), ("a.contains=x,y", ""), ("a.containsi=SS", "2"), ("a.startswith=St", "1"),
            ("a.startswithi=st", "12"), ("a.endswith=5%25", "1"), ("a.endswithi=E", "2"), ("a.like=St%25", "1"),
            ("a.like=%25_y", "4"), ("a.like=x%5C_y", "4"), ("a.like=%255%5C%25", "1"), ("a.like=line%25", "6"),
            ("a.like=St", ""), ("a.likei=st%25", "12"), ("a.eqi=strasse", "2"), ("a.eqi=STRAẞE 5%25", "1"),
            ("a.eqi=kelvin", "3"), ("a.nei=kelvin", "12456"), ("a.in=Kelvin,5", "35"), ("a.ini=KELVIN,5", "35"),
            ("a.nin=Kelvin,5", "1246"), ("a.nini=KELVIN,5", "1246"), ("a.in=x_y", "4"), ("n.in=100.0,3", "125"),
            ("n.between=3,100", "1245"), ("n.between=3,20", "45"), ("a.regexi=^STRA", "12"),
            ("a.regex=(?i)^stra", "12"), ("b.isnull", "1356"), ("b.isnotnull", "24"), ("b.isnull=false", "24"),
            ("z.isnull=true", "123456"), ("z.isnotnull=true", ""), ("n.gt=50", "126"), ("n=100.00", "12"),
            ("n.lt=1e1", "5"), ("a.eqi=\u{212A}elvin", "3"), ("a.contains=e%0Ab", "6"),
        ])
    func operators(text: String, expected: String) throws {
        let query = try ResourceQuery(parsing: text)
        #expect(try ids(query) == expected, "\(query.filter)")
        let again = try ResourceQuery(parsing: query.text)
        #expect(again == query, "\(query.text)")
        #expect(try ids(again) == expected)
    }

    @Test(
        "Texts that hold a number are sorted as numbers where that is asked for",
        arguments: [
            ("sort=num(n)", "541263"), ("sort=-num(n)", "361245"), ("sort=n", "421653"), ("sort=num(n),id", "541263"),
            ("sort=-num($.n)", "361245"),
        ])
    func numericOrder(text: String, expected: String) throws {
        let query = try ResourceQuery(parsing: text)
        #expect(try ids(query) == expected)
        #expect(try ResourceQuery(parsing: query.text) == query, "\(query.text)")
    }

    @Test(
        "A strict query has no extensions",
        arguments: QueryTextOperators.extensions.map { "reason.\($0)=a,b" } + ["sort=num(reason)", "reason.isnull"])
    func strict(text: String) throws {
        #expect(throws: Never.self) { try ResourceQuery(parsing: text, for: PartyInteraction.self) }
        let error = #expect(throws: QueryError.self) {
            try ResourceQuery(parsing: text, onlyAttributesOf: PartyInteraction.self)
        }
        if !text.hasPrefix("sort") {
            #expect(error?.code == .invalidOperator)
            #expect(error?.expectation.contains("eq, ne, gt, gte, lt, lte, regex in place of") == true)
        }
    }

    @Test(
        "An operator that does not exist is refused with those that there are",
        arguments: [
            "status.EQ=open", "status.exact=open", "status.notIn=a", "status.startsWith=o", "a.b.LIKE=x",
            "status.ilike=o&limit=2", "score.betweeni=1,2", "score.isnulli=true", "reason.icontains=x",
        ])
    func unknown(text: String) throws {
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
        #expect(error?.code == .invalidOperator)
        #expect(error?.expectation.contains("eq, ne, gt, gte, lt, lte, regex, eqi") == true)
    }

    @Test("A model knows what is an attribute, a date and a scalar")
    func model() throws {
        func parse(_ text: String) throws(QueryError) -> ResourceQuery {
            try ResourceQuery(parsing: text, for: PartyInteraction.self)
        }
        // `status` is a string, so that nothing lies below it; an extension may have anything.
        for text in ["status.search=x", "creationDate.year=2026", "relatedParty.id.exact=1"] {
            let error = #expect(throws: QueryError.self) { try parse(text) }
            #expect(error?.code == .invalidOperator, "\(text)")
        }
        for text in ["extension.search=x", "relatedParty.search=x", "status.eq=x", "extension.exact.eq=x"] {
            #expect(throws: Never.self) { try parse(text) }
        }
        for text in [
            "creationDate=soon", "creationDate.gte=2026-01", "note.date=05/01/2026", "creationDate=2026-01-01,x",
        ] {
            let error = #expect(throws: QueryError.self) { try parse(text) }
            #expect(error?.code == .invalidDate, "\(text)")
        }
        for text in [
            "expiryDate=soon", "creationDate=2026-01-05T10:00:00", "creationDate=2026-01-05,",
            "interactionDate=x", "filter=[?(@.creationDate==null || @.creationDate>'2026-01-01')]",
        ] {
            #expect(throws: Never.self) { try parse(text) }
        }
        #expect(
            try parse("a=1;note.b=2&status=open&sort=c,-note.date&fields=d,note.text").unknownAttributes(
                of: PartyInteraction.self) == ["a", "note.b", "c", "d"])
    }

    @Test("Texts are asked for in Swift as in a query string")
    func typed() throws {
        let all = Query<PartyInteraction>()
        let forms: [(Query<PartyInteraction>, String)] = [
            (try all.filter { try $0.reason.contains("a.b") }, "reason.contains=a.b"),
            (try all.filter { try $0.reason.hasPrefix("a|b", ignoringCase: true) }, "reason.startswithi=a|b"),
            (try all.filter { try $0.reason.hasSuffix("?") }, "reason.endswith=?"),
            (try all.filter { try $0.reason.equals("Ab", ignoringCase: true) }, "reason.eqi=Ab"),
            (try all.filter { try $0.reason.equals("Ab", ignoringCase: false) }, "reason=Ab"),
            (try all.filter { try $0.status.contains("en") }, "status.contains=en"),
        ]
        for (query, text) in forms {
            #expect(try ResourceQuery(parsing: text) == query.resourceQuery, "\(text)")
            #expect(try ResourceQuery(parsing: query.text) == query.resourceQuery, "\(query.text)")
        }
        #expect(throws: RegularExpressionError.self) {
            try all.filter { try $0.reason.contains(String(repeating: "x", count: 1_000_000)) }
        }
    }

    @Test("A text that looks like a number is one in a query string, and a text in Swift where it is ordered")
    func numbers() throws {
        let typed = Query<PartyInteraction>().filter { $0.relatedParty.id == "42" }
        #expect(typed.text == "relatedParty.id=42")
        #expect(try ResourceQuery(parsing: "relatedParty.id=42").filter == .equals("relatedParty.id", .number(42)))
        let ordered = Query<PartyInteraction>().filter { $0.reason > "42" }
        #expect(try ResourceQuery(parsing: ordered.text) == ordered.resourceQuery)
        #expect(ordered.resourceQuery.filter == .compare("reason", .greater, .text("42")))
        // An exact text stays one.
        let exact = ResourceQuery(filter: .equals("id", .text("42")))
        #expect(try ResourceQuery(parsing: exact.text) == exact)
        #expect(try !CompiledQuery(exact).matches(JSONDocument(parsing: #"{"id":"42.0"}"#)))
        #expect(try CompiledQuery(ResourceQuery(parsing: "id=42")).matches(JSONDocument(parsing: #"{"id":"42.0"}"#)))
    }

    @Test(
        "A query of odd texts prints as text that parses to an equal query",
        arguments: [
            "filter=[?(@.creationDate=='foo')]", "filter=[?(@.date>'foo')]", "filter=[?(@.date==5)]", "a.exact.eq=1",
            "reason.containsi=%CC%81x", "a.eq=~x%20", "a%25.gte=~x%20", "filter=note;%24a=1", "a=%5C", "a=x%5C;b=1",
            "a=x%5C%5C%3By", "a.regex=a%5C%3Bb", "a.like=%25%3B%25", "a=%3D1", "a.gte=,1",
            "status.in=open&status.in=closed", "a.eqi=x&a.eqi=y", "a.contains=x;y", "sort=num(a),-num(b),num(a),a",
        ])
    func oddTexts(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        #expect(try ResourceQuery(parsing: query.text) == query, "\(query.text)")
    }

    @Test(
        "What repeats, and what a plus stands for in a range",
        arguments: [
            ("a.in=x&a.in=y", "a=x&a=y"), ("a.eqi=x&a.eqi=y", "a.eqi=x,y&a.eqi=x,y"),
            ("a.gte=Billing+question", "a.gte=Billing%20question"), ("a.gt=1e+5", "a.gt=1e%2B5"),
            ("a.lt=2026-01-01T00:00:00+01:00", "a.lt=2026-01-01T00:00:00%2B01:00"), ("a>==5", "a.gte=5"),
            ("a.gte=x+y&b=%20", "a.gte=x%2By&b=%20"), ("a.contains=x%3By", "a.contains=x;y"), ("a.gt=,5,", "a.gt=5"),
        ])
    func repetitions(text: String, other: String) throws {
        let (query, expected) = (try ResourceQuery(parsing: text), try ResourceQuery(parsing: other))
        if text.hasPrefix("a.eqi") {
            #expect(Set(try ids(query)) == Set(try ids(expected)))
        } else {
            #expect(query == expected, "\(query.filter)")
        }
    }

    @Test(
        "A range without a value to compare with is refused",
        arguments: ["a.gt=,", "a.between=,5", "a.between=5", "a.between=1,2,3"])
    func noOperand(text: String) {
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
        #expect(error?.code == .invalidValue)
    }

    @Test(
        "A sign with an equals sign of the client after it means the same, whatever is encoded",
        arguments: [
            ("n!==3", "n%21%3D=3", "12346"), ("n===3", "n%3D%3D=3", "5"), ("a*==lvi", "a*%3D=lvi", "3"),
            ("a=~=lvi", "a%3D~=lvi", "3"), ("n>==20", "n%3E%3D%3D20", "1246"), ("n>=20=", "n%3E=20=", "1246"),
            ("n >= =20", "n%20%3E%3D%20=20", "1246"), ("n>=20", "n+%3E%3D+=20", "1246"),
            ("n.gt= 20", "n%3E%2020", "126"),
            ("n.between=3, 20", "n.between=3%2C+20", "45"),
        ])
    func separators(text: String, spelling: String, expected: String) throws {
        for text in [text, spelling] { #expect(try ids(ResourceQuery(parsing: text)) == expected, "\(text)") }
    }

    @Test(
        "A reserved word without a value asks for nothing", arguments: ["fields", "sort", "limit", "offset", "filter"])
    func emptyParameters(name: String) throws {
        #expect(try ResourceQuery(parsing: "\(name)&a=1") == ResourceQuery(parsing: "a=1"))
    }

    @Test("An encoded dot divides names where a model knows the first of them")
    func encodedDots() throws {
        func filter(_ text: String) throws -> Filter {
            try ResourceQuery(parsing: text, for: PartyInteraction.self).filter
        }
        for (text, plain) in [
            ("relatedParty%2Eid=42", "relatedParty.id=42"), ("reason%2Econtains=x", "reason.contains=x"),
            ("creationDate%2Egte=2026-01-01", "creationDate.gte=2026-01-01"), ("reason%2Eisnull", "reason.isnull"),
        ] {
            #expect(try filter(text) == filter(plain))
        }
        #expect(try filter("x%2Ey=1") == .equals(FieldPath(["x.y"]), .number(1)))
        #expect(throws: QueryError.self) { try filter("status%2EEQ=open") }
    }

    @Test("An empty part next to a semicolon is not an expression, and an unknown word is not a condition")
    func semicolons() throws {
        func filter(_ text: String) throws -> Filter {
            try ResourceQuery(parsing: text, for: PartyInteraction.self).filter
        }
        #expect(try filter("reason.regex=%3B") == filter("reason.contains=%3B"))
        #expect(
            try filter("status=open&reason=x%3Bnone.isnull")
                == .all([.equals("status", .text("open")), .equals("reason", .text("x;none.isnull"))]))
    }

    @Test("What excludes each other is an error that names both readings")
    func ambiguous() throws {
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: "reason=x%3Blimit%3D2") }
        #expect(error?.code == .ambiguous)
        #expect(error?.expectation == "';' between two parameters, or '\\;' for a semicolon in a text")
        // A text must not escape from the conditions next to it.
        for text in [
            "status=open&name=x%3Bid.ne%3Dzz", "relatedParty.id=42&reason.contains=x%3Bid.ne%3Dzz",
            "status=open&name.ne=x%3Bid%3Dzz", "name.ne=x%3Bid%3Dzz", "filter=note%3Bid.ne%3Dzz&status=open",
            "status=open&score%3E1%3Bid.ne%3Dzz", "status=open&reason.contains=x%3Bid.isnotnull",
            "reason=x%3Bid.isnotnull&status=open", "status=open&name.in=x,y%3Bid.isnull",
            "status=open&filter=note%3Bid.isnotnull", "status=open&filter=note%3Bnone%21%3D1",
        ] {
            let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
            #expect(error?.code == .ambiguous, "\(text)")
        }
        // What does not look like a condition is a text.
        #expect(
            try ResourceQuery(parsing: "a=1&name.ne=R%26D%3B%20c%3Dd").filter
                == ResourceQuery(filter: .all([.equals("a", .number(1)), .notEquals("name", .text("R&D; c=d"))])).filter
        )
        #expect(
            try ResourceQuery(parsing: "date%3C2026-01-01%3Bdate%3E2026-02-01&limit=1").filter
                == ResourceQuery(parsing: "date<2026-01-01;date>2026-02-01").filter)
        #expect(try ResourceQuery(parsing: "reason=x;limit=2").page.limit == 2)
        #expect(try ResourceQuery(parsing: "reason=x%5C%3Blimit%3D2").filter == .equals("reason", .text("x;limit=2")))
    }
}

/// The operators that no strict query has, as the guide names them.
private enum QueryTextOperators {
    static let extensions = [
        "eqi", "nei", "regexi", "in", "ini", "nin", "nini", "contains", "containsi", "startswith", "startswithi",
        "endswith",
        "endswithi", "like", "likei", "between",
    ]
}
