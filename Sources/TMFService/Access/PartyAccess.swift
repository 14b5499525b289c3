public import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery

/// Every party sees and changes what is its own, and nothing else.
///
/// Whose a resource is, its description says (`ResourceDescription.owners`): an interaction of TMF683 belongs to every party
/// among its `relatedParty`, a customer of TMF629 to its `engagedParty`. A resource that belongs to no party is refused (403).
/// A party does not see the attributes that the mask hides, such as the internal notes of an interaction. It cannot create what would not be
/// its own. A client that has not said who it is gets 401.
///
/// ```swift
/// let service = APIService(store: store, access: .parties(challenge: "Bearer"))
/// ```
public struct PartyAccess: AccessPolicy {
    /// The attributes that parties do not see.
    public var mask: AttributeMask
    /// How a client can say who it is, the value of `WWW-Authenticate`.
    public var challenge: String
    /// Returns the identifier of the party that makes a request, or `nil` if it has not said.
    public var party: @Sendable (APIRequest) async throws -> String?

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - mask: The attributes that parties do not see; by default, notes whose `@type` is `InternalNote`.
    ///   - challenge: How a client can say who it is, the value of `WWW-Authenticate`.
    ///   - party: Returns the identifier of the party that makes a request; its identity where nothing else is given.
    public init(
        mask: AttributeMask = .internalNotes,
        challenge: String,
        party: @escaping @Sendable (APIRequest) async throws -> String? = { $0.identity }
    ) {
        self.mask = mask
        self.challenge = challenge
        self.party = party
    }

    /// Allows what is the party's own.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operation: The operation of the request.
    ///   - resource: The type of resource that it is about.
    /// - Returns: The decision.
    /// - Throws: The error of the closure that finds the party.
    public func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision {
        guard let party = try await party(request) else { return .unauthenticated(challenge: challenge) }
        let owners = resource.description.owners
        guard !owners.isEmpty else { return .forbidden() }
        let isOwn = owners.map { Filter.equals($0, .text(party)) }
        return .restricted(to: isOwn.count == 1 ? isOwn[0] : .any(isOwn), hiding: mask)
    }
}

extension AccessPolicy where Self == PartyAccess {
    /// Every party sees and changes what is its own, and nothing else; its identifier is the identity of the request.
    ///
    /// - Parameter challenge: How a client can say who it is, the value of `WWW-Authenticate`.
    /// - Returns: The policy.
    public static func parties(challenge: String) -> PartyAccess { PartyAccess(challenge: challenge) }
}
