import Foundation
import TMForum

/// Services whose documents differ in kind.
enum Described: CaseIterable, Sendable {
    case standard
    case strict
    case bulk
    case reading
    case own
    case versions
    case overlapping
    case hub
    case hubOfOne

    static let all = allCases

    var service: APIService {
        switch self {
        case .standard: Self.service(.standard)
        case .strict:
            Self.service(
                .standard,
                ServiceConfiguration(
                    profile: .specification, unknownAttributes: .refused, handlesQueriesStrictly: true,
                    ignoredParameters: ["apikey"], clientIdentifiers: .accepted, requiresIfMatch: true))
        case .bulk:
            Self.service(
                [ResourceDescription].standard.map { ResourceDefinition($0, operations: [.list, .create, .bulk]) })
        case .reading: Self.service([ResourceDefinition(.customerV4, operations: [.read])])
        case .own: Self.service(.standard + [ResourceDefinition(Self.visit)])
        case .versions:
            Self.service([ResourceDefinition(.customerV4), ResourceDefinition(Self.customerV5)])
        case .hub:
            APIService(
                store: InMemoryStore(), hub: .ofTests(InMemoryStore()),
                resources: .standard + [ResourceDefinition(Self.visit)],
                configuration: ServiceConfiguration(ignoredParameters: ["apikey"]))
        case .hubOfOne:
            // A resource has the path of the hub of the others.
            APIService(
                store: InMemoryStore(), hub: .ofTests(InMemoryStore()),
                resources: .standard + [
                    ResourceDefinition(ResourceDescription(Visit.self, basePath: Kind.customer.base, name: "hub"))
                ])
        case .overlapping:
            // The second has the path of the first, and the third one that is an item of the first.
            Self.service([
                ResourceDefinition(.customerV4.at("/a")), ResourceDefinition(.customerV4.at("/a")),
                ResourceDefinition(
                    ResourceDescription(Visit.self, basePath: "/a/customer", name: "visit", collection: "visits")),
            ])
        }
    }

    private static func service(
        _ resources: [ResourceDefinition], _ configuration: ServiceConfiguration = ServiceConfiguration()
    ) -> APIService {
        APIService(store: InMemoryStore(), resources: resources, configuration: configuration)
    }

    static let visit = ResourceDescription(
        Visit.self, api: "TMF000", version: "1.0.0", basePath: "/own/v1", defaults: ["status": "planned"],
        lookups: ["guest.name"], orders: ["begin"], sample: ["guest": ["name": "Ada"], "floors": [1]])

    static let customerV5 = ResourceDescription(
        CustomerV5.self, api: "TMF629", version: "5.0.0", basePath: "/tmf-api/customerManagement/v5", name: "customer")
}

/// A model of a user's own, with parts of its own.
struct Visit: Model, Hashable {
    var id: String?
    var href: String?
    var begin: Timestamp?
    var guest: Guest?
    var floors: [Int] = []
    var purpose: Purpose?
    var key: UUID?
    var levels: [String: Double]?
    var status: String?
    var badge: String?
    var remark: JSONValue?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Visit.id, .setByServer)
        let href = Attribute("href", \Visit.href, .setByServer)
        let begin = Attribute("begin", \Visit.begin)
        let guest = Attribute("guest", \Visit.guest, .mandatory, refinements: ["name": .mandatory])
        let floors = Attribute("floors", \Visit.floors, .mandatory)
        let purpose = Attribute("purpose", \Visit.purpose)
        let key = Attribute("key", \Visit.key)
        let levels = Attribute("levels", \Visit.levels)
        let status = Attribute("status", \Visit.status, .notPatchable)
        let badge = Attribute("badge", \Visit.badge, .setByServer)
        let remark = Attribute("remark", \Visit.remark)
    }
    static let attributes = AttributeSet<Visit>(Attributes())
}

/// The purpose of a visit, one of a closed list.
enum Purpose: String, ScalarValue, CaseIterable { case meeting, repair }

/// A guest, who may bring others.
struct Guest: Model, Hashable {
    var name: String?
    var page: String?
    var company: [Guest] = []
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let name = Attribute("name", \Guest.name)
        let page = Attribute("page", \Guest.page, type: .uri)
        let company = Attribute("company", \Guest.company)
    }
    static let attributes = AttributeSet<Guest>(Attributes())
}

/// A customer of another version, whose type has the same name.
struct CustomerV5: Model, Hashable {
    var id: String?
    var href: String?
    var name: String?
    var engagedParty: RelatedParty?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \CustomerV5.id, .setByServer)
        let href = Attribute("href", \CustomerV5.href, .setByServer)
        let name = Attribute("name", \CustomerV5.name, .mandatory)
        let engagedParty = Attribute("engagedParty", \CustomerV5.engagedParty)
    }
    static let attributes = AttributeSet<CustomerV5>(Attributes())
    static let typeName = "Customer"
}

/// A model whose name has characters that the name of a component cannot have.
struct Box<Content: Sendable & Hashable>: Model, Hashable {
    var id: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable { let id = Attribute("id", \Box.id) }
    static var attributes: AttributeSet<Box> { AttributeSet(Attributes()) }
}

struct Nothing: Sendable, Hashable {}
