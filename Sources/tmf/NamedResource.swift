import TMFConformance
import TMForum

/// A type of resource that the program knows, with its name on the command line.
struct NamedResource: Sendable, Hashable {
    /// The name on the command line.
    var name: String
    /// The kit of the resource, which has its description.
    var kit: ConformanceKit

    var description: ResourceDescription { kit.resource }

    static let partyInteraction = NamedResource(name: "party-interaction", kit: .partyInteractionV4)
    static let customer = NamedResource(name: "customer", kit: .customerV4)

    /// All types of resources that the command line accepts.
    static let all = [partyInteraction, customer]

    /// Returns the resource with a name, or `nil` if no resource has that name.
    static func named(_ name: String) -> NamedResource? { all.first { $0.name == name } }
}
