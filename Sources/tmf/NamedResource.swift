import TMFConformance
import TMForum

/// A type of resource that the program knows, and what the command line calls it.
struct NamedResource: Sendable, Hashable {
    /// The name on the command line.
    var name: String
    /// The kit of the resource, which has its description.
    var kit: ConformanceKit

    var description: ResourceDescription { kit.resource }

    static let partyInteraction = NamedResource(name: "party-interaction", kit: .partyInteractionV4)
    static let customer = NamedResource(name: "customer", kit: .customerV4)

    /// The types of resources that can be named.
    static let all = [partyInteraction, customer]

    /// Returns the resource with a name, or `nil` if there is none.
    static func named(_ name: String) -> NamedResource? { all.first { $0.name == name } }
}
