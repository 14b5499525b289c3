import TMFJSON
import TMFQuery
import Testing

@Suite("Limits of queries") struct QueryLimitTests {
    private func document(_ count: Int, _ element: String = "1") throws -> JSONDocument {
        try JSONDocument(parsing: #"{"a":["# + Array(repeating: element, count: count).joined(separator: ",") + "]}")
    }

    @Test(
        "A resource on which a query takes work that grows with a power of its size is handled individually",
        arguments: [
            "filter=[?(@.a[:]<@.a[:])]", "filter=a[?($.a[:]<$.a[:])]", "filter=a[?($..*..*.x)]",
            "filter=a[?($.a.min()<0)]",
            "filter=a[?($.a.length()<0)]", "filter=a[?($.a==@)]", "filter=a[?($.a[0].x)]",
            "filter=a[" + Array(repeating: ":", count: 100).joined(separator: ",") + "].b",
            "filter=a[?(search($.a[0],$.a[1]) || $.a[:]==1)].b", "sort=x,a[?($.a[:]==2)]",
        ])
    func work(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        let documents = try [document(5_000), document(5_000), document(2)]
        let result = try query.evaluate(over: documents)
        #expect(result.exceeding.map(\.bytes) == documents.prefix(2).map(\.bytes))
        #expect(result.total == (query.sort.isEmpty ? 0 : 3))
        // However many there are, they end no query.
        let many = try query.evaluate(over: Array(repeating: documents[0], count: 50) + [documents[2]])
        #expect(many.exceeding.count == 50)
        #expect(many.total == (query.sort.isEmpty ? 0 : 51))
    }

    @Test(
        "A query that takes too much work on many resources is refused",
        arguments: [
            "filter=a[?(@==2)][0]", "sort=a[?(@==2)]",
            "a.ne=" + (2...90).map(String.init).joined(separator: ","),
        ])
    func workInAll(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        let document = try document(4_000)
        #expect(try query.evaluate(over: [document]).exceeding.isEmpty)
        let error = #expect(throws: QueryError.self) {
            try query.evaluate(over: Array(repeating: document, count: 400))
        }
        #expect(error?.code == .limitExceeded)
        #expect(error?.limit == .work)
    }

    @Test("A selection that takes too much work on a resource returns its identity")
    func workOfSelection() throws {
        let query = try ResourceQuery(parsing: "fields=a[?($.a[:]==2)]")
        var limits = QueryLimits.default
        let documents = try [document(5_000), JSONDocument(parsing: #"{"id":"1","a":[2],"b":1}"#)]
        let result = try query.evaluate(over: documents, limits: limits).serialized()
        #expect(String(decoding: result, as: UTF8.self) == #"[{},{"id":"1","a":[2]}]"#)
        limits.work = 10
        let heavy = try ResourceQuery(parsing: "fields=a[?(@==2)]")
        let wide = try document(3_000)
        #expect(throws: Never.self) { try heavy.evaluate(over: [wide]).serialized() }
        let error = #expect(throws: QueryError.self) {
            try heavy.evaluate(over: [wide], limits: limits).serialized()
        }
        #expect(error?.limit == .work)
    }

    @Test("A limit holds for a document alone as for one of many")
    func oneOfMany() throws {
        let text = #"{"id":"1","x":1,"a":["# + Array(repeating: "1", count: 1_000).joined(separator: ",") + "]}"
        let document = try JSONDocument(parsing: text)
        let query = try ResourceQuery(parsing: "filter=[?(!$..y[0] && !$..z[0])]&filter=[?($..y[0])]&x=1")
        for visitedNodes in stride(from: 1_000, to: 12_000, by: 500) {
            let compiled = CompiledQuery(query, limits: QueryLimits(visitedNodes: visitedNodes, work: 10_000_000))
            let alone = try? compiled.matches(document)
            let together = try compiled.evaluate(over: Array(repeating: document, count: 100))
            #expect(together.total == (alone == true ? 100 : 0), "\(visitedNodes)")
            #expect(together.exceeding.count == (alone == nil ? 100 : 0), "\(visitedNodes)")
        }
    }

    @Test(
        "Plain conditions and orders take work in proportion to what they look at",
        arguments: [
            "a.ne=x", "a=1,2,3", "a.gt=5", "a.regex=[a-z]{20}b", "sort=a", "sort=-num(a)", "a.contains=xxxxxxxxxy",
        ])
    func plainWork(text: String) throws {
        let query = try ResourceQuery(parsing: text)
        let element = "\"" + String(repeating: "x", count: 20) + "\""
        func isWithin(_ nodes: Int, _ count: Int) throws -> Bool {
            let limits = QueryLimits(visitedNodes: nodes)
            return try query.evaluate(over: [document(count, element)], limits: limits).exceeding.isEmpty
        }
        let most = try #require(try (0...20).first { try isWithin(1 << $0, 2_000) })
        #expect(most > 0)
        #expect(try isWithin(1 << (most + 1), 4_000))
        #expect(try !isWithin(1 << most, 16_000))
    }

    @Test("A regular expression ends when its steps are spent, whatever the text")
    func expressionWork() throws {
        let query = try ResourceQuery(parsing: "a.regex=%5Cp{Ll}{1900}b")
        let document = try JSONDocument(parsing: #"{"a":""# + String(repeating: "é", count: 200_000) + #""}"#)
        let result = try query.evaluate(over: [document])
        #expect(result.total == 0)
        #expect(result.exceeding.count == 1)
    }

    @Test(
        "A pattern from a resource is matched against its neighbor, and the resource is reported if it is too large",
        arguments: [
            ("", true, false), ("a{3}b", true, false), ("b{3}", false, false), ("a{", false, false),
            ("[a-z]{1900}b", false, true), (String(repeating: "a", count: 2_000), false, true),
        ])
    func patternOfResource(pattern: String, isFound: Bool, isExceeding: Bool) throws {
        let value: JSONValue = ["t": "aaab", "p": .string(pattern)]
        let documents = try Array(repeating: JSONDocument(parsing: value.serialized()), count: 2)
        let result = try ResourceQuery(parsing: "filter=[?(search(@.t,@.p))]").evaluate(over: documents)
        #expect(result.total == (isFound ? 2 : 0))
        #expect(result.exceeding.count == (isExceeding ? 2 : 0))
    }

    @Test("Numbers and texts are compared within the work, however long they are")
    func longValues() throws {
        let digits = String(repeating: "7", count: 100_000)
        let texts = Array(repeating: "\"\(digits)\"", count: 50).joined(separator: ",")
        let numbers = Array(repeating: "1", count: 100).joined(separator: ",")
        let document = try JSONDocument(parsing: "{\"s\":[\(texts)],\"n\":[\(numbers)]}")
        for text in ["filter=[?($.s[:]==$.n[:])]", "s=" + (1...50).map { "\($0)" }.joined(separator: ",")] {
            #expect(try ResourceQuery(parsing: text).evaluate(over: [document]).exceeding.count == 1, "\(text)")
        }
    }

    @Test("Regular expressions of all parameters together have a limit")
    func patterns() {
        let filters = Array(repeating: "filter=[?(@.a=~/a(([ab]?){70}){6}c0/)]", count: 90).joined(separator: "&")
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: filters) }
        #expect(error?.code == .limitExceeded)
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a.regex=a(([ab]?){70}){69}c") }
    }

    @Test("Many documents that are alike in many keys are put in order by their ids")
    func equalKeys() throws {
        let numbers = Array(repeating: "7.5", count: 200).joined(separator: ",")
        let documents = try (900...999).reversed().map { id in
            try JSONDocument(parsing: "{\"id\":\"\(id)\",\"a\":[\(numbers)],\"b\":\"long enough text\"}")
        }
        let keys = Array(repeating: "a[:],b,-a", count: 10).joined(separator: ",")
        let result = try ResourceQuery(parsing: "sort=\(keys)").evaluate(over: documents)
        let ids = result.documents.compactMap { $0.root["id"]?.stringValue }
        #expect(ids == (900...999).map { String($0) })
    }

    @Test("A selection of very many elements takes time with their number")
    func wideSelection() throws {
        let document = try document(20_000, #"{"id":"1","x":2}"#)
        let result = try ResourceQuery(parsing: "fields=a.id").evaluate(over: [document])
        #expect(try result.serialized().count == 2 + document.bytes.count - 20_000 * #","x":2"#.utf8.count)
    }

    @Test("A selection is within limits that are as great as can be", arguments: ["fields=a.x", "fields=a[*].x"])
    func unlimitedSelection(text: String) throws {
        let documents = try Array(repeating: document(10, #"{"id":"1","x":2}"#), count: 3)
        let limits = QueryLimits(visitedNodes: .max, work: .max)
        let result = try ResourceQuery(parsing: text).evaluate(over: documents, limits: limits)
        #expect(Array(try JSONDocument(parsing: result.serialized()).root.elements).count == 3)
    }

    @Test("An object of very many members, one of them repeated, is read in one walk")
    func repeatedMembers() throws {
        let members = (0..<20_000).map { #""m\#($0)":1"# } + [#""m0":2"#]
        let value = try JSONDocument(parsing: "{" + members.joined(separator: ",") + "}")
        let path = try JSONPath("$.*")
        #expect(try path.elements(in: value).count == 20_000)
    }

    @Test("The nodes of a wide value are placed in one walk")
    func locations() throws {
        let value = JSONValue.array(Array(repeating: 1, count: 50_000))
        #expect(try JSONPath("$[*]").nodes(in: value).last?.location == "$[49999]")
    }

    @Test("Documents as deep as they may be are sorted, filtered and selected from")
    func depth() throws {
        let depth = 340
        let text =
            #"{"id":"1","a":"# + String(repeating: "[", count: depth - 1) + "1"
            + String(repeating: "]", count: depth - 1) + "}"
        let documents = try [JSONDocument(parsing: text), JSONDocument(parsing: text)]
        for query in ["sort=a", "sort=-a.b", "a=1", "filter=a", "fields=a", "a.b=1", "sort=a[*]"] {
            #expect(try ResourceQuery(parsing: query).evaluate(over: documents).total <= 2)
        }
    }

    @Test(
        "A query that asks for too much is refused",
        arguments: [
            ("a=" + String(repeating: "x", count: 9_000), ""), (String(repeating: "a=1&", count: 101), "a"),
            ("a=" + String(repeating: "1,", count: 101), "a"),
            ("fields=" + String(repeating: "a,", count: 101), "fields"),
            (String(repeating: "a.", count: 20) + "b=1", String(repeating: "a.", count: 20) + "b"),
            ("filter=" + String(repeating: "a[?@.", count: 33) + "a" + String(repeating: "]", count: 33), "filter"),
            ("filter=[?(" + String(repeating: "(", count: 33) + "@", "filter"),
            ((1...90).map { "a\($0).regex=(([ab]?){70}){10}c" }.joined(separator: ";"), "a2"),
            ("filter=[?(search(@.a,'((a{30}){30}){30}'))]", "filter"),
        ])
    func refused(text: String, parameter: String) {
        let error = #expect(throws: QueryError.self) { try ResourceQuery(parsing: text) }
        #expect(
            error.map { [.limitExceeded, .invalidPattern].contains($0.code) } == true, "\(String(describing: error))")
        #expect(error?.parameter == parameter, "\(String(describing: error))")
    }

    @Test("Limits can be set")
    func settings() throws {
        let pattern = RegularExpression.Limits(patternLength: 5)
        for text in ["a.regex=aaaaaaaa", "filter=[?(@.a=~/aaaaaaaa/)]", "filter=[?(search(@.a,'aaaaaaaa'))]"] {
            #expect(throws: Never.self) { try ResourceQuery(parsing: text) }
            #expect(throws: QueryError.self) { try ResourceQuery(parsing: text, limits: QueryLimits(pattern: pattern)) }
        }
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a=1&b=2", limits: QueryLimits(terms: 1)) }
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a.b=1", limits: QueryLimits(pathDepth: 1)) }
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "a=12", limits: QueryLimits(length: 3)) }
        let query = try ResourceQuery(parsing: "filter=$..x")
        let documents = [try document(50)]
        #expect(try query.evaluate(over: documents, limits: QueryLimits(visitedNodes: 40)).exceeding.count == 1)
        #expect(try query.evaluate(over: documents, limits: QueryLimits(visitedNodes: 400)).exceeding.isEmpty)
        let limits = QueryLimits(work: 100)
        let wide = try document(3_000)
        let error = #expect(throws: QueryError.self) { try query.evaluate(over: [wide], limits: limits) }
        #expect(error?.limit == .work)
    }

    @Test(
        "A list has as many values as the limit says, in any spelling and whatever else they may mean",
        arguments: [",", "%2C", ";", "%3B"])
    func values(separator: String) throws {
        let most = (1...100).map(String.init).joined(separator: separator)
        let query = try ResourceQuery(parsing: "id=\(most)")
        #expect(try ResourceQuery(parsing: query.text) == query)
        #expect(throws: QueryError.self) { try ResourceQuery(parsing: "id=\(most)\(separator)101") }
        #expect(throws: Never.self) {
            try ResourceQuery(parsing: "id=" + (1...100).map { "\($0)+x" }.joined(separator: separator))
        }
    }
}
