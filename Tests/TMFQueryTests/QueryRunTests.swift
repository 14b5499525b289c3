import TMFJSON
import TMFModels
import Testing
import _TMFTestSupport

@testable import TMFQuery

@Suite("Runs of queries over candidates that come in pieces")
struct QueryRunTests {
    private static let queries = [
        "", "limit=3", "offset=2&limit=4", "offset=500", "limit=0", "n>40", "n>40&limit=5", "sort=n", "sort=-n&limit=7",
        "sort=g,-n&offset=3&limit=5", "g=1&sort=-n&limit=4", "sort=absent&limit=6", "g=1&offset=2&limit=3",
        "sort=t&limit=30", "filter=list[?(@.x==1)]&sort=n&limit=2",
    ]

    private func documents(_ count: Int) throws -> [JSONDocument] {
        try (0..<count).map { number in
            let text = String(repeating: "same beginning ", count: 3)
            return try JSONDocument(
                parsing: """
                    {"id":"\(count - number)","n":\(number * 37 % 101),"g":\(number % 3),"t":"\(text)\(number % 7)",
                    "list":[{"x":\(number % 5)}]}
                    """)
        }
    }

    private func expected(_ query: CompiledQuery, _ documents: [JSONDocument]) throws -> ([JSONDocument], Int) {
        let result = try query.evaluate(over: documents)
        return (result.documents, result.total)
    }

    @Test("In pieces of any size they give what an evaluation over all gives", arguments: queries)
    func pieces(_ text: String) throws {
        let query = CompiledQuery(try ResourceQuery(parsing: text))
        let documents = try documents(120)
        let (page, total) = try expected(query, documents)
        for size in [1, 7, 64, 200] {
            var run = QueryRun(query)
            for start in stride(from: 0, to: documents.count, by: size) {
                let end = min(start + size, documents.count)
                try run.take((start..<end).map { QueryRun.Candidate(rank: $0, document: documents[$0]) })
            }
            #expect(run.total == total)
            #expect(try run.page().map(\.document) == page)
            #expect(try run.page().allSatisfy { documents[$0.rank] == $0.document })
        }
    }

    @Test("In any order they give the same, by their ranks", arguments: queries, 0..<3 as Range<UInt64>)
    func order(_ text: String, _ seed: UInt64) throws {
        let query = CompiledQuery(try ResourceQuery(parsing: text))
        let documents = try documents(120)
        let (page, total) = try expected(query, documents)
        var random = SplitMix64(seed: seed)
        var run = QueryRun(query, isInOrder: false)
        for rank in documents.indices.shuffled(using: &random) {
            try run.take([QueryRun.Candidate(rank: rank * 10, document: documents[rank])])
        }
        #expect(run.total == total)
        #expect(try run.page().map(\.document) == page)
    }

    @Test(
        "It keeps few documents beyond those of the page, in whatever order they come",
        arguments: ["limit=20", "sort=-n&limit=20", "g=1&sort=t&limit=20", "g=1&offset=10&limit=10"], [true, false])
    func memory(_ text: String, _ isInOrder: Bool) throws {
        var run = QueryRun(CompiledQuery(try ResourceQuery(parsing: text)), isInOrder: isInOrder)
        let documents = try documents(2_000)
        for start in stride(from: 0, to: documents.count, by: 10) {
            try run.take((start..<start + 10).map { QueryRun.Candidate(rank: $0, document: documents[$0]) })
            #expect(run.kept.count <= 2 * 20 + 64)
        }
    }

    @Test("What is verified is counted and put in order, and not asked again")
    func verified() throws {
        let query = CompiledQuery(try ResourceQuery(parsing: "n=nothing&sort=-n&limit=2"))
        let documents = try documents(5)
        var run = QueryRun(query)
        try run.take([QueryRun.Candidate(rank: 0, document: documents[0])])
        try run.take((1..<5).map { QueryRun.Candidate(rank: $0, document: documents[$0]) }, isVerified: true)
        #expect(run.total == 4)
        #expect(try run.page().map(\.rank) == [2, 4])
    }

    @Test("A candidate that takes too much work is named by its rank, and others are judged on")
    func exceeding() throws {
        let query = CompiledQuery(try ResourceQuery(parsing: "filter=$..missing"), limits: QueryLimits(visitedNodes: 5))
        let list = Array(repeating: #"{"x":2}"#, count: 50).joined(separator: ",")
        var run = QueryRun(query)
        try run.take([
            QueryRun.Candidate(rank: 7, document: JSONDocument(parsing: "[\(list)]")),
            QueryRun.Candidate(rank: 9, document: JSONDocument(parsing: #"{"missing":1}"#)),
        ])
        #expect(run.exceeding == [7])
        #expect(try run.page().map(\.rank) == [9])
    }

    @Test("A key to sort by tells its names, unless it is more than names")
    func names() throws {
        #expect(SortKey("relatedParty.id").fieldPath == "relatedParty.id")
        #expect(try ResourceQuery(parsing: "sort=-a.b,num(c)").sort.map(\.fieldPath) == ["a.b", "c"])
        #expect(try ResourceQuery(parsing: "sort=a[?(@.x==1)].y").sort.map(\.fieldPath) == [nil])
        #expect(try JSONPath("$.a['b.c']").names == ["a", "b.c"])
        #expect(try JSONPath("$").names == [])
        for text in ["$..a", "$.a[0]", "$.a[*]", "$.a['b','c']", "$[?@.a]"] {
            #expect(try JSONPath(text).names == nil, "\(text)")
        }
    }
}
