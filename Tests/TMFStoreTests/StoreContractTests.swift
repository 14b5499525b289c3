import TMFStore
import TMFTesting
import Testing

@Suite("The contract of stores")
struct StoreContractTests {
    @Test("The in-memory store keeps the contract", arguments: StoreContract.allCases)
    func contract(_ behaviour: StoreContract) async throws {
        try await behaviour.verify { InMemoryStore() }
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
