import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("Planning by terms")
struct PlanningLawTests {
    @Test(
        "The candidates of an access hold all matches, and are the matches if it is exact",
        arguments: 1...8 as ClosedRange<UInt64>)
    func candidates(seed: UInt64) throws {
        var generator = PlanningGenerator(seed: seed)
        var (accesses, proofs) = (0, 0)
        for round in 0..<8 {
            let documents = try (0..<60).map { try generator.document($0, isOdd: round % 2 == 0 && $0 % 4 == 0) }
            let layout = IndexLayout(generator.indexes())
            let terms = TermList(layout, of: documents)
            for _ in 0..<100 {
                let filter = try generator.filter()
                guard let access = layout.access(to: filter) else { continue }
                accesses += 1
                let query = ResourceQuery(filter: filter)
                let matches = Set(try CompiledQuery(query).positions(in: documents).page)
                let candidates = terms.candidates(access)
                #expect(matches.isSubset(of: candidates), "seed \(seed): \(filter)")
                guard terms.isProof(access) else { continue }
                proofs += 1
                #expect(candidates == matches, "seed \(seed): \(filter)")
            }
        }
        #expect(accesses > 150 && proofs > 50, "\(accesses) accesses, \(proofs) of them exact")
    }

    @Test("A store in memory with indexes answers as one without", arguments: 1...4 as ClosedRange<UInt64>)
    func memory(seed: UInt64) async throws {
        var generator = PlanningGenerator(seed: seed)
        for round in 0..<4 {
            let indexes = StoreIndexes(shared: generator.indexes() + [.order("a")])
            let documents = try (0..<60).map { try generator.document($0, isOdd: round % 2 == 0 && $0 % 4 == 0) }
            let store = InMemoryStore(options: StoreOptions(indexes: indexes))
            try await store.commit(
                documents.enumerated().map { .create(ResourceKey("things", "\($0.offset)"), $0.element) })
            for number in 0..<60 {
                let sort = [[], [SortKey("a")], [SortKey("a", isDescending: true)]][number % 3]
                let query = ResourceQuery(
                    filter: number % 5 == 0 ? .all([]) : try generator.filter(), sort: sort,
                    page: Page(offset: number % 4, limit: number % 7 == 0 ? nil : 10))
                let expected = try CompiledQuery(query).positions(in: documents)
                let found = try await store.resources(in: "things", matching: query)
                #expect(found.total == expected.total, "seed \(seed): \(query.filter)")
                #expect(
                    found.resources.map(\.key.id) == expected.page.map(String.init), "seed \(seed): \(query.filter)")
            }
        }
    }

    @Test(
        "The order of an index is that of the query", arguments: ["sort=a", "sort=-a", "sort=num(a)", "sort=-num(a)"])
    func order(text: String) throws {
        let layout = IndexLayout([.order("a")])
        let query = try ResourceQuery(parsing: text)
        let order = try #require(layout.order(by: query.sort))
        for values in [PlanningGenerator.values, PlanningGenerator.values.filter { !$0.hasPrefix("\"") }] {
            let documents =
                try values.map { try JSONDocument(parsing: #"{"a":\#($0)}"#) } + [JSONDocument(parsing: "{}")]
            guard let keys = TermList(layout, of: documents).keys(in: order) else {
                #expect(text.contains("num") && values.count == PlanningGenerator.values.count)
                continue
            }
            let positions = try CompiledQuery(query).positions(in: documents).page
            #expect(positions.map { layout.terms(of: documents[$0]).map(\.key) } == keys.map { [$0] } + [[]])
        }
    }

    @Test("Several values of one resource have no place in the order of an index")
    func severalValues() throws {
        let layout = IndexLayout([.order("a")])
        let order = try #require(layout.order(by: [SortKey("a")]))
        for (text, isKnown) in [
            ("[1,2]", false), ("[1,1.0]", true), ("[1]", true), (#"{"b":1}"#, true), ("null", true),
        ] {
            let terms = TermList(layout, of: [try JSONDocument(parsing: #"{"a":\#(text)}"#)])
            #expect((terms.keys(in: order) != nil) == isKnown, "\(text)")
        }
    }

    @Test("A sort that no index has is not planned")
    func otherOrders() throws {
        let layout = IndexLayout([.order("a"), .equality("b")])
        for text in ["sort=b", "sort=c", "sort=a,b", "sort=a[?(@.b)].c"] {
            #expect(layout.order(by: try ResourceQuery(parsing: text).sort) == nil, "\(text)")
        }
        #expect(layout.order(by: []) == nil)
    }

    @Test("Sets are numbered by the list of indexes, and a repeated index has none of its own")
    func sets() throws {
        let layout = IndexLayout([.equality("a"), .order("a"), .equality("a"), .equality([]), .equality("b")])
        #expect(layout.setCount == 2 + 5 + 2)
        let document = try JSONDocument(parsing: #"{"a":[7,"x"],"b":["2","2.0",true]}"#)
        #expect(layout.terms(of: document).map(\.set) == [0, 1, 6, 7, 8])
        #expect(IndexLayout([]).terms(of: document).isEmpty)
        #expect(IndexLayout([]).access(to: .equals("a", .text("x"))) == nil)
    }

    @Test("A condition for one value asks for one key")
    func onlyKeys() throws {
        let layout = IndexLayout([.equality("a"), .order("b")])
        let conditions: [(Filter, Bool)] = [
            (.equals("a", .text("x")), true), (.equals("a", .number(7)), true), (.equals("a", .bool(true)), true),
            (.equals("b", .text("2026-03-01T10:00:00Z")), true), (.equals("b", .text("2026-03-01")), false),
            (.compare("b", .less, .number(7)), false), (.compare("b", .lessOrEqual, .text("")), true),
        ]
        for (filter, isOne) in conditions {
            guard case .lookup(let lookup) = layout.access(to: filter) else {
                Issue.record("\(filter) is no lookup")
                continue
            }
            #expect(lookup.ranges.map { $0.onlyKey != nil } == [isOne], "\(filter)")
        }
    }
}
