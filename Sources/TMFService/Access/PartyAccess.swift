public import TMFExchange
import TMFJSON
public import TMFQuery

/// Every party sees and changes what is its own, and nothing else.
///
/// Of TMF683 these are the interactions with the party among their `relatedParty`, of TMF629 the customers whose
/// `engagedParty` it is. What the mask hides, such as the internal notes of an interaction, it does not see. It cannot create
/// what would not be its own. Who has not said who they are is answered with 401.
///
/// ```swift
/// let service = APIService(store: store, access: .parties(challenge: "Bearer"))
/// ```
public struct PartyAccess: AccessPolicy {
    /// The paths to the identifiers of the parties that own a resource, by the name of its type; no others are seen.
    public var owners: [String: FieldPath]
    /// What parties do not see.
    public var mask: AttributeMask
    /// How a client can say who it is, the value of `WWW-Authenticate`.
    public var challenge: String
    /// Returns the identifier of the party that makes a request, or `nil` if it has not said.
    public var party: @Sendable (APIRequest) async throws -> String?

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - owners: The paths to the identifiers of the parties that own a resource, by the name of its type.
    ///   - mask: What parties do not see; where nothing else is given, notes whose `@type` is `InternalNote`.
    ///   - challenge: How a client can say who it is, the value of `WWW-Authenticate`.
    ///   - party: Returns the identifier of the party that makes a request; its identity where nothing else is given.
    public init(
        owners: [String: FieldPath] = ["PartyInteraction": "relatedParty.id", "Customer": "engagedParty.id"],
        mask: AttributeMask = .internalNotes,
        challenge: String,
        party: @escaping @Sendable (APIRequest) async throws -> String? = { $0.identity }
    ) {
        self.owners = owners
        self.mask = mask
        self.challenge = challenge
        self.party = party
    }

    /// Allows what is the party's own.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operation: What the request does.
    ///   - resource: The type of resource that it is about.
    /// - Returns: The decision.
    /// - Throws: What finding out the party throws.
    public func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision {
        guard let party = try await party(request) else { return .unauthenticated(challenge: challenge) }
        guard let owner = owners[resource.typeName] else { return .forbidden() }
        return .restricted(to: .equals(owner, .text(party)), hiding: mask)
    }
}

extension AccessPolicy where Self == PartyAccess {
    /// Every party sees and changes what is its own, and nothing else; its identifier is the identity of the request.
    ///
    /// - Parameter challenge: How a client can say who it is, the value of `WWW-Authenticate`.
    /// - Returns: The policy.
    public static func parties(challenge: String) -> PartyAccess { PartyAccess(challenge: challenge) }
}
