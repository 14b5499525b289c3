import Synchronization
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("A collection of resources")
struct ResourceCollectionTests {
    /// A model of one attribute, in the collection of the interactions.
    struct Summary: ResourceModel {
        var id: String?
        var reason: String?
        var additionalMembers = JSONObject()

        struct Attributes: Sendable {
            let id = Attribute("id", \Summary.id)
            let reason = Attribute("reason", \Summary.reason)
        }
        static let attributes = AttributeSet<Summary>(Attributes())
        static var resourceDescription: ResourceDescription { .partyInteractionV4 }
    }

    @Test("A resource is created, read, changed and deleted as a value", arguments: StoreKind.allCases)
    func life(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let interactions = store.collection(of: PartyInteraction.self)
            #expect(try await interactions.fetch(id: "7") == nil)
            let created = try await interactions.create(PartyInteraction(id: "7", reason: "billing", status: .open))
            #expect(created.id == "7" && created.reason == "billing" && created.revision == 1)
            #expect(try await interactions.fetch(id: "7") == created)
            let updated = try await interactions.update(id: "7") { $0.status = .completed }
            #expect(updated.status == .completed && updated.reason == "billing" && updated.revision == 2)
            #expect(try await interactions.fetch(id: "7") == updated)
            try await interactions.delete(id: "7")
            #expect(try await interactions.fetch(id: "7") == nil)
        }
    }

    @Test("A description names the collection")
    func description() async throws {
        let store = InMemoryStore()
        try await store.collection(of: Customer.self).create(Customer(id: "1"))
        var archive = ResourceDescription.customerV4
        archive.collection = "archive"
        let customers = store.collection(of: Customer.self, describedBy: archive)
        try await customers.create(Customer(id: "2"))
        #expect(store.collections == ["archive", "customer"])
        #expect(customers.name == "archive")
    }

    @Test("A new resource without an identifier gets one that is free, and one that chose its own does not")
    func identifiers() async throws {
        let count = Mutex(0)
        let customers = InMemoryStore().collection(of: Customer.self) {
            count.withLock { count in
                count += 1
                return String(count)
            }
        }
        try await customers.create(Customer(id: "1", name: "Ada"))
        let created = try await customers.create(Customer(name: "Grace"))
        #expect(created.id == "2" && created.value.id == "2" && created.name == "Grace")
        let error = await storeError { try await customers.create(Customer(id: "1")) }
        #expect(error?.code == .duplicateID && error?.key == ResourceKey("customer", "1"))
        #expect(try await customers.fetch(id: "1")?.name == "Ada")
    }

    @Test("Identifiers are random UUIDs unless a function is given")
    func randomIdentifiers() async throws {
        let created = try await InMemoryStore().collection(of: Customer.self).create(Customer())
        #expect(created.id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }

    @Test("Members that the model does not know outlive a change", arguments: StoreKind.allCases)
    func unknownMembers(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let text = #"{"id":"1","x":{"y":[0.010,null]},"reason":"a","note":"no array","href":null}"#
            try await store.create(JSONDocument(parsing: text), at: ResourceKey("partyInteraction", "1"))
            try await store.collection(of: Summary.self).update(id: "1") { $0.reason = "b" }
            try await store.collection(of: PartyInteraction.self).update(id: "1") { $0.status = .open }
            let stored = try #require(await store.resource(for: ResourceKey("partyInteraction", "1")))
            let members = try #require(JSONValue(stored.document.root).objectValue)
            #expect(Set(members.names) == ["id", "x", "reason", "note", "href", "status"])
            #expect(members["x"]?.serialized() == Array(#"{"y":[0.010,null]}"#.utf8))
            #expect(members["note"] == "no array" && members["href"] == .null)
            #expect(members["reason"] == "b" && members["status"] == "open")
        }
    }

    @Test("A change of what is absent is refused, and the closure is not called")
    func absent() async throws {
        let customers = InMemoryStore().collection(of: Customer.self)
        let error = await storeError { try await customers.update(id: "1") { _ in Issue.record("called") } }
        #expect(error?.code == .notFound && error?.key == ResourceKey("customer", "1"))
        #expect(await storeError { try await customers.delete(id: "1") }?.code == .notFound)
    }

    @Test("A demanded revision must be that of the resource", arguments: StoreKind.allCases)
    func revisions(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let customers = store.collection(of: Customer.self)
            let first = try await customers.create(Customer(id: "1", name: "a"))
            let second = try await customers.update(id: "1", revision: first.revision) { $0.name = "b" }
            for revision in [first.revision, second.revision + 1] {
                let update = await storeError {
                    try await customers.update(id: "1", revision: revision) { _ in Issue.record("called") }
                }
                let delete = await storeError { try await customers.delete(id: "1", revision: revision) }
                #expect(update?.code == .revisionMismatch && delete?.code == .revisionMismatch)
            }
            #expect(try await customers.fetch(id: "1") == second)
            try await customers.delete(id: "1", revision: second.revision)
        }
    }

    @Test("Of several changes at the same time none is lost", arguments: StoreKind.allCases)
    func race(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let customers = store.collection(of: Customer.self)
            try await customers.create(Customer(id: "1", name: ""))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await customers.update(id: "1") { $0.name = ($0.name ?? "") + "x" } }
                }
                try await group.waitForAll()
            }
            #expect(try await customers.fetch(id: "1")?.name?.count == 20)
        }
    }

    @Test("A lost race is tried again, but not if a revision was demanded")
    func lostRace() async throws {
        let races = Mutex(0)
        let store = PlainStore { base, transaction in
            guard case .replace(let key, _, _) = transaction.changes.first else { return }
            let isLost = races.withLock { count in
                count += 1
                return count % 2 == 1
            }
            if isLost { try await base.collection(of: Customer.self).update(id: key.id) { $0.statusReason = "other" } }
        }
        let customers = store.collection(of: Customer.self)
        let created = try await customers.create(Customer(id: "1"))
        let calls = Mutex(0)
        let updated = try await customers.update(id: "1") { customer in
            calls.withLock { $0 += 1 }
            customer.name = "mine"
        }
        #expect(updated.name == "mine" && updated.statusReason == "other" && calls.withLock(\.self) == 2)
        try await customers.update(id: "1") { $0.statusReason = nil }
        let present = try #require(await customers.fetch(id: "1"))
        races.withLock { $0 = 0 }
        let error = await storeError {
            try await customers.update(id: "1", revision: present.revision) { $0.name = "late" }
        }
        #expect(error?.code == .revisionMismatch && races.withLock(\.self) == 1)
        #expect(created.revision < updated.revision)
    }

    @Test("Who loses every race is told so in the end")
    func endlessRace() async throws {
        let races = Mutex(0)
        let store = PlainStore { base, transaction in
            guard case .replace(let key, _, _) = transaction.changes.first else { return }
            let count = races.withLock { count in
                count += 1
                return count
            }
            try await base.collection(of: Customer.self).update(id: key.id) { $0.statusReason = "\(count)" }
        }
        let customers = store.collection(of: Customer.self)
        try await customers.create(Customer(id: "1"))
        let error = await storeError { try await customers.update(id: "1") { $0.name = "mine" } }
        #expect(error?.code == .revisionMismatch)
        #expect(races.withLock(\.self) == 21)
    }

    @Test("A change of the identifier is refused", arguments: [nil, "", "2", "e\u{301}"])
    func changedIdentifier(_ id: String?) async throws {
        let customers = InMemoryStore().collection(of: Customer.self)
        let created = try await customers.create(Customer(id: "\u{E9}"))
        let error = await storeError { try await customers.update(id: "\u{E9}") { $0.id = id } }
        #expect(error?.code == .changedID)
        #expect(error.map { "\($0)" } == "the change of the resource 'customer/\u{E9}' sets another id")
        #expect(try await customers.fetch(id: "\u{E9}") == created)
    }

    @Test("A change that throws, or changes nothing, stores nothing")
    func unchanged() async throws {
        struct Refusal: Error {}
        let customers = InMemoryStore().collection(of: Customer.self)
        let created = try await customers.create(Customer(id: "1", name: "a"))
        await #expect(throws: Refusal.self) {
            try await customers.update(id: "1") { customer in
                customer.name = "b"
                throw Refusal()
            }
        }
        #expect(try await customers.update(id: "1") { $0.name = "a" } == created)
        #expect(try await customers.fetch().sequence == created.revision)
    }

    @Test("Of equal numbers the digits that the caller writes count")
    func digits() async throws {
        let customers = InMemoryStore().collection(of: Customer.self)
        try await customers.create(Customer(id: "1"))
        try await customers.update(id: "1") { $0.additionalMembers["x"] = JSONNumber("1.0").map { .number($0) } }
        let updated = try await customers.update(id: "1") {
            $0.additionalMembers["x"] = JSONNumber("1.00").map { .number($0) }
        }
        #expect(updated.revision == 3)
    }

    @Test("What is no object is an error that names the key", arguments: ["[]", "7", "null", #""text""#])
    func notAnObject(_ text: String) async throws {
        let store = InMemoryStore()
        try await store.create(JSONDocument(parsing: text), at: ResourceKey("customer", "1"))
        let customers = store.collection(of: Customer.self)
        let reads: [() async throws -> Void] = [
            { _ = try await customers.fetch(id: "1") },
            { _ = try await customers.fetch() },
            { for try await _ in customers.pages() {} },
            { try await customers.update(id: "1") { _ in } },
            { for try await _ in try await customers.changes(after: 0) {} },
        ]
        for read in reads {
            let error = try #require(await storeError(read))
            #expect(error.code == .notAnObject && error.key == ResourceKey("customer", "1"))
            #expect("\(error)".hasPrefix("the resource 'customer/1' cannot be read: Customer must be a JSON object"))
        }
    }

    @Test("A scope hides, refuses and counts")
    func scope() async throws {
        let store = InMemoryStore()
        try await store.collection(of: Customer.self).create(Customer(id: "1", status: "Approved"))
        let scoped = ScopedStore(store, to: ["customer": .equals("status", .text("Initial"))])
        let customers = scoped.collection(of: Customer.self)
        #expect(try await customers.fetch().total == 0)
        #expect(try await customers.fetch(id: "1") == nil)
        #expect(await storeError { try await customers.update(id: "1") { _ in } }?.code == .notFound)
        #expect(await storeError { try await customers.create(Customer(id: "2")) }?.code == .outOfScope)
        try await customers.create(Customer(id: "3", status: "Initial"))
        #expect(try await customers.fetch().map(\.id) == ["3"])
    }

    @Test("A store for tests holds the resources that it is made with")
    func containing() async throws {
        let store = try InMemoryStore(containing: [
            Customer(id: "1", name: "Ada"), PartyInteraction(id: "1", reason: "billing"), Customer(name: "Grace"),
        ])
        let customers = try await store.collection(of: Customer.self).fetch()
        #expect(customers.map(\.name) == ["Ada", "Grace"])
        #expect(customers.map(\.id) == customers.map(\.value.id))
        #expect(try await store.collection(of: PartyInteraction.self).fetch(id: "1")?.reason == "billing")
        #expect(try InMemoryStore(containing: []).collections.isEmpty)
        let twice = await storeError { _ = try InMemoryStore(containing: [Customer(id: "1"), Customer(id: "1")]) }
        #expect(twice?.code == .duplicateID)
    }
}
