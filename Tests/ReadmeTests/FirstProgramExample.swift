import Foundation
import TMForum

// The program of the article "Your first program", block by block; a test looks for each block here.

enum Level: String, ScalarValue { case basic, gold }

struct Shop: ResourceModel {
    var id: String?
    var city: String?
    var desks: Int?
    var opened: Date?
    var level: Level?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Shop.id, .setByServer)
        let city = Attribute("city", \Shop.city, .mandatory)
        let desks = Attribute("desks", \Shop.desks)
        let opened = Attribute("opened", \Shop.opened)
        let level = Attribute("level", \Shop.level)
    }
    static let attributes = AttributeSet<Shop>(Attributes())
    static let resourceDescription = ResourceDescription(Shop.self, basePath: "/shops/v1")
}

func firstProgram() async throws -> [String] {
    var printed: [String] = []
    func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

    let store = try InMemoryStore(containing: [Shop(id: "1", city: "Ulm", desks: 4, opened: .now, level: .gold)])
    let shops = store.collection(of: Shop.self)
    let service = APIService(store: store, resources: [ResourceDefinition(Shop.resourceDescription)])

    let request = APIRequest(.post, "/shops/v1/shop", body: Shop(city: "Bonn", desks: 2))
    let created = try await service.respond(to: request).value(as: Shop.self)
    print(created.city ?? "", created.id != nil)  // Bonn true

    let large = Query<Shop>().filter { $0.desks >= 2 }.sorted { [$0.city.ascending] }
    for try await page in shops.pages(large, size: 50) {
        for shop in page { print(shop.city ?? "", shop.desks ?? 0) }  // Bonn 2, then Ulm 4
    }

    let known = try await shops.update(id: "1") { $0.desks = 5 }.revision
    try await shops.update(id: "1") { $0.level = .basic }
    for try await change in try await shops.changes(after: known) {
        print(change.before?.level ?? .basic, "to", change.after?.level ?? .basic)  // gold to basic
        break
    }
    return printed
}
