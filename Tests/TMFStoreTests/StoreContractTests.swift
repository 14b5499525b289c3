import TMFModels
import TMFQuery
import TMFStore
import TMFTesting
import Testing
import _TMFTestSupport

@Suite("The contract of stores")
struct StoreContractTests {
    @Test("The in-memory store keeps the contract", arguments: StoreContract.allCases)
    func contract(_ behaviour: StoreContract) async throws {
        try await behaviour.verify { InMemoryStore() }
    }

    @Test(
        "The in-memory store keeps it with indexes on all that the contract asks for", arguments: StoreContract.allCases
    )
    func indexed(_ behaviour: StoreContract) async throws {
        let paths: [FieldPath] = ["a", "b", "d", "n", "v", "p.x", "id", "absent", "x", "status", "list", "item.id"]
        let indexes = StoreIndexes(shared: paths.map(StoreIndex.order) + paths.map(StoreIndex.equality))
        try await behaviour.verify { InMemoryStore(options: StoreOptions(indexes: indexes)) }
    }

    @Test("The file store keeps the contract", arguments: StoreContract.allCases)
    func fileStore(_ behaviour: StoreContract) async throws {
        let directory = try TemporaryDirectory()
        try await behaviour.verify { try FileStore(at: directory.path, durability: .none) }
    }

    @Test("The file store keeps it with a feed that is read from the files", arguments: StoreContract.allCases)
    func fileFeed(_ behaviour: StoreContract) async throws {
        let directory = try TemporaryDirectory()
        try await behaviour.verify {
            try FileStore(at: directory.path, durability: .none, options: StoreOptions(historyBytes: 0))
        }
    }

    @Test("A part of a store keeps the contract", arguments: StoreContract.allCases)
    func scopedStore(_ behaviour: StoreContract) async throws {
        try await behaviour.verify {
            ScopedStore(InMemoryStore(), to: [:], elsewhere: .notEquals("tenant", .text("another")))
        }
    }

    @Test("Every behaviour has a name of its own")
    func names() {
        #expect(Set(StoreContract.allCases).count == StoreContract.allCases.count)
    }

    @Test("A store with a fault does not show the behaviour that it lacks", arguments: StoreFault.allCases)
    func faults(_ fault: StoreFault) async throws {
        let behaviour = try #require(StoreContract.allCases.first { $0.name == fault.behaviour })
        #expect(try await behaviour.failures { FaultyStore() } == [], "without the fault")
        let failures = try await behaviour.failures { FaultyStore(fault) }
        #expect(!failures.isEmpty, "with the fault")
    }

    @Test("What fails becomes an issue of the test")
    func issues() async throws {
        let behaviour = try #require(StoreContract.allCases.first { $0.name == StoreFault.totalOfPage.behaviour })
        await withKnownIssue {
            try await behaviour.verify { FaultyStore(.totalOfPage) }
        }
    }
}
