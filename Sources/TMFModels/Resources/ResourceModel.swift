/// A model that is a resource of an API: it has an identifier, and a description that says where it is kept and served.
///
/// A store gives and takes resource models without any JSON: see `ResourceStore.collection(of:describedBy:makeIdentifier:)`.
/// A model of your own needs one more line:
///
/// ```swift
/// extension Individual: ResourceModel {
///     static let resourceDescription = ResourceDescription(Individual.self, basePath: "/tmf-api/party/v4")
/// }
/// ```
public protocol ResourceModel: Model {
    /// The description of the type of resource; a stored static property, as making one takes time.
    static var resourceDescription: ResourceDescription { get }

    /// The identifier, unique among the resources of the type, or `nil` before the resource has one.
    var id: String? { get set }
}

extension PartyInteraction: ResourceModel {
    /// The description of the interactions of TMF683 v4.0.0.
    public static var resourceDescription: ResourceDescription { .partyInteractionV4 }
}

extension Customer: ResourceModel {
    /// The description of the customers of TMF629 v4.0.0.
    public static var resourceDescription: ResourceDescription { .customerV4 }
}
