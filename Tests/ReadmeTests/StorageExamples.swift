import TMFTesting
import TMForum
import Testing

// The examples of the guide `Storage`, line by line; a test looks for each line here. They are compiled, and run
// where they need no directory of a server.

private func fileStore() async throws {
    let store = try FileStore(at: "/var/lib/interactions")
    let service = APIService(store: store)
    _ = service
    try await store.backUp(to: "/backup/2026-11-21")  // while commits go on
}

private func longFeed() throws -> FileStore {
    let maintenance = FileStoreMaintenance(feedAge: .seconds(30 * 86_400), feedSize: 20 << 30)
    let store = try FileStore(at: "/var/lib/interactions", maintenance: maintenance)
    return store
}

func workingWithModels(_ store: some ResourceStore) async throws -> [String] {
    var statuses: [String] = []
    let interactions = store.collection(of: PartyInteraction.self)
    let created = try await interactions.create(PartyInteraction(direction: .inbound, reason: "billing"))
    try await interactions.update(id: created.id) { $0.status = .completed }
    let found = try await interactions.fetch(id: created.id)
    print(found?.status ?? .open, found?.revision ?? 0)

    let query = Query<PartyInteraction>().filter { $0.status == .completed }.sorted { [$0.creationDate.descending] }
    for try await page in interactions.pages(query, size: 100) {
        for interaction in page { print(interaction.id, interaction.reason ?? "") }
    }
    try await interactions.delete(id: created.id)
    for try await change in try await interactions.changes(after: 0) {
        print(change.id, change.before?.status ?? .open, change.after?.status ?? .open)
        statuses.append("\(change.before?.status?.rawValue ?? "-") \(change.after?.status?.rawValue ?? "-")")
        if change.after == nil { break }
    }
    let preview = try InMemoryStore(containing: [
        Customer(id: "1", name: "Ann"), PartyInteraction(id: "2", reason: "billing"),
    ])
    statuses.append(try await preview.collection(of: Customer.self).fetch(id: "1")?.name ?? "")
    return statuses
}

func readingAndWriting(_ store: some ResourceStore) async throws -> StorePage {
    let key = ResourceKey("customer", "42")
    let created = try await store.create(JSONDocument(parsing: #"{"id":"42","name":"Ann"}"#), at: key)
    try await store.replace(key, with: JSONDocument(parsing: #"{"id":"42","name":"Bob"}"#), revision: created.revision)
    let page = try await store.resources(in: "customer", matching: ResourceQuery(parsing: "name=Bob&limit=20"))
    print(page.total)  // all matches, not only those of the page
    try await store.commit([  // all or nothing
        .delete(key, revision: nil),
        .create(ResourceKey("archive", "42"), page.resources[0].document),
    ])
    return page
}

func paging(_ store: some ResourceStore, _ first: ResourceQuery, _ second: ResourceQuery) async throws -> StorePage {
    var page = try await store.resources(in: "customer", matching: first, cursor: nil)
    page = try await store.resources(in: "customer", matching: second, cursor: page.cursor)
    return page
}

func plan() async throws -> String {
    var indexes = StoreIndexes.default
    indexes.own["partyInteraction"] = indexes.shared + [.equality("reason")]
    let store = InMemoryStore(options: StoreOptions(indexes: indexes))
    let query = try ResourceQuery(parsing: "reason=billing&sort=-creationDate&limit=20")
    print(store.plan(for: query, in: "partyInteraction"))
    return store.plan(for: query, in: "partyInteraction").description
}

func scope(_ store: InMemoryStore) -> ScopedStore<InMemoryStore> {
    let scoped = ScopedStore(store, to: ["partyInteraction": .equals("relatedParty.id", .text("42"))])
    return scoped
}

private typealias MyStore = InMemoryStore

@Suite("The driver of the documentation")
struct DriverExample {
    @Test(arguments: StoreContract.allCases.prefix(3))
    func shortContract(_ behaviour: StoreContract) async throws {
        try await behaviour.verify { MyStore() }
    }
}
