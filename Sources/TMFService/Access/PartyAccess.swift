public import TMFExchange
import TMFJSON
import TMFModels
public import TMFQuery

/// A policy that lets every party see and change only its own resources.
///
/// The description of a resource tells which parties own it (`ResourceDescription.owners`): an interaction of TMF683
/// belongs to every party in its `relatedParty`, a customer of TMF629 to its `engagedParty`. Operations on types of
/// resources without owners are refused (403). A party does not see the attributes that the mask hides, such as the
/// internal notes of an interaction, and cannot create resources that it would not own. A client that is not
/// authenticated gets 401.
///
/// ```swift
/// let service = APIService(store: store, access: .parties(challenge: "Bearer"))
/// ```
public struct PartyAccess: SubscriberPolicy {
    /// The attributes that are hidden from parties.
    public var mask: AttributeMask
    /// How a client can authenticate itself: the value of `WWW-Authenticate`.
    public var challenge: String
    /// Returns the identifier of the party that makes a request, or `nil` if the client is not authenticated.
    public var party: @Sendable (APIRequest) async throws -> String?

    /// Creates a policy.
    ///
    /// - Parameters:
    ///   - mask: The attributes that are hidden from parties; by default, notes whose `@type` is `InternalNote`.
    ///   - challenge: How a client can authenticate itself: the value of `WWW-Authenticate`.
    ///   - party: Returns the identifier of the party that makes a request; by default, the identity of the request.
    public init(
        mask: AttributeMask = .internalNotes,
        challenge: String,
        party: @escaping @Sendable (APIRequest) async throws -> String? = { $0.identity }
    ) {
        self.mask = mask
        self.challenge = challenge
        self.party = party
    }

    /// Allows operations on resources that the party owns.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operation: The operation of the request.
    ///   - resource: The type of the requested resource.
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
    /// Returns a policy that lets every party, identified by the identity of the request, see and change only its own
    /// resources.
    ///
    /// - Parameter challenge: How a client can authenticate itself: the value of `WWW-Authenticate`.
    /// - Returns: The policy.
    public static func parties(challenge: String) -> PartyAccess { PartyAccess(challenge: challenge) }
}
