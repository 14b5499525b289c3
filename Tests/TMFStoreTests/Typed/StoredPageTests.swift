import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("Pages of a collection")
struct StoredPageTests {
    private static func fill(_ store: some ResourceStore, _ count: Int) async throws -> ResourceCollection<Customer> {
        let customers = store.collection(of: Customer.self)
        for number in 0..<count {
            try await customers.create(Customer(id: "\(number)", name: number % 2 == 0 ? "even" : "odd"))
        }
        return customers
    }

    @Test("A typed query gives the matches, their number and the moment")
    func query() async throws {
        let customers = try await Self.fill(InMemoryStore(), 10)
        let page = try await customers.fetch(
            Query().filter { $0.name == "odd" }.sorted { [$0.id.descending] }.page(offset: 1, limit: 2))
        #expect(page.map(\.id) == ["7", "5"])
        #expect(page.total == 5 && page.sequence == 10 && page.cursor == nil && page.exceeding.isEmpty)
        #expect(page[1].name == "odd" && page.count == 2 && page.last?.revision == 6)
        #expect(try await customers.fetch().count == 10)
    }

    @Test("A resource is complete whatever the query selects")
    func selection() async throws {
        let customers = try await Self.fill(InMemoryStore(), 1)
        #expect(try await customers.fetch(Query().selecting { [$0.id] }).first?.name == "even")
    }

    @Test("A cursor leads to the moment of the first page")
    func cursor() async throws {
        let customers = try await Self.fill(InMemoryStore(), 4)
        let first = try await customers.fetch(Query().page(limit: 2), cursor: nil)
        let cursor = try #require(first.cursor)
        try await customers.delete(id: "0")
        let second = try await customers.fetch(Query().page(offset: 2, limit: 2), cursor: cursor)
        #expect(second.map(\.id) == ["2", "3"] && second.total == 4 && second.sequence == 4)
    }

    @Test(
        "Pages together hold what the query allows, in order",
        arguments: StoreKind.allCases, [(0, nil), (0, 5), (3, nil), (3, 4), (8, 9), (10, nil), (99, 1), (0, 0)])
    func range(_ kind: StoreKind, _ range: (offset: Int, limit: Int?)) async throws {
        try await kind.withStore { store in
            let customers = try await Self.fill(store, 10)
            let query = Query<Customer>().sorted { [$0.id.ascending] }.page(offset: range.offset, limit: range.limit)
            let expected = try await customers.fetch(query).map(\.id)
            for size in [Int.min, 1, 3, 4, 10, 200, .max] {
                var pages: [[String]] = []
                for try await page in customers.pages(query, size: size) {
                    pages.append(page.map(\.id))
                    #expect(page.total == 10 && page.sequence == 10)
                }
                #expect(pages.flatMap(\.self) == expected)
                #expect(pages.dropLast().allSatisfy { $0.count == max(size, 1) })
                #expect(pages.allSatisfy { !$0.isEmpty && $0.count <= max(size, 1) })
            }
        }
    }

    @Test("All pages are from the moment of the first one", arguments: [StoreKind.memory, .files, .scope])
    func moment(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let customers = try await Self.fill(store, 9)
            var ids: [String] = []
            for try await page in customers.pages(size: 2) {
                ids += page.map(\.id)
                try await customers.delete(id: page[0].id)
                try await customers.create(Customer())
            }
            #expect(ids == (0..<9).map(String.init))
        }
    }

    @Test("A store without cursors reads each page as it is then")
    func withoutCursors() async throws {
        let customers = try await Self.fill(PlainStore(), 5)
        var ids: [String] = []
        for try await page in customers.pages(size: 2) {
            ids += page.map(\.id)
            if ids.count == 2 { try await customers.delete(id: "0") }
        }
        #expect(ids == ["0", "1", "3", "4"])
    }

    @Test("An expired cursor is an error, after which nothing follows")
    func expiry() async throws {
        let store = InMemoryStore(options: StoreOptions(cursorLifetime: .zero))
        let customers = try await Self.fill(store, 5)
        var pages = customers.pages(size: 2).makeAsyncIterator()
        let first = try await pages.next(isolation: #isolation)
        let error = await storeError { _ = try await pages.next(isolation: #isolation) }
        let last = try await pages.next(isolation: #isolation)
        #expect(first?.count == 2 && error?.code == .cursorExpired && last == nil)
    }

    @Test("One page is enough where it can hold all that the query allows, and keeps no cursor")
    func onePage() async throws {
        let store = PlainStore()
        let customers = try await Self.fill(store, 5)
        var cursors: [StoreCursor?] = []
        for try await page in customers.pages(Query().page(limit: 3)) { cursors.append(page.cursor) }
        for try await page in customers.pages() { cursors.append(page.cursor) }
        #expect(cursors == [nil, nil])
        #expect(store.pages == [Page(limit: 3), Page(limit: 200)])
        let memory = try await Self.fill(InMemoryStore(), 5)
        for try await page in memory.pages(Query().page(limit: 3)) { #expect(page.cursor == nil) }
        for try await page in memory.pages() { #expect(page.cursor != nil) }
    }

    @Test("A cancelled task reads no further page")
    func cancellation() async throws {
        let customers = try await Self.fill(InMemoryStore(), 5)
        let task = Task {
            var count = 0
            do {
                for try await _ in customers.pages(size: 1) {
                    count += 1
                    if count == 2 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
                }
                return -1
            } catch is CancellationError {
                return count
            }
        }
        #expect(try await task.value == 2)
    }
}
