public import TMFExchange
public import TMFJSON

/// The description of a type of resource: all that the library needs to know of one, said once.
///
/// The service serves by it, stores choose their indexes by it, access policies find the owner of a resource by it, and the
/// conformance checker judges servers by it. ``partyInteractionV4`` and ``customerV4`` describe the resources of TMF683 and
/// TMF629; a resource of your own gets all that they have by a description of its own:
///
/// ```swift
/// let individual = ResourceDescription(
///     Individual.self, api: "TMF632", version: "4.0.0", basePath: "/tmf-api/party/v4",
///     owners: ["id"], lookups: ["familyName"], sample: ["givenName": "Ada", "familyName": "Lovelace"])
/// ```
///
/// Versions of one resource are descriptions of their own, with collections of their own.
public struct ResourceDescription: Sendable, Hashable {
    /// A model as a value; two are the same if they are one type.
    private struct ModelType: Sendable, Hashable {
        let type: any Model.Type

        static func == (first: Self, second: Self) -> Bool { first.type == second.type }

        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
    }

    private let modelType: ModelType
    /// The model, whose attributes have the rules of create and PATCH.
    public var model: any Model.Type { modelType.type }
    /// The number of the API, such as `TMF683`, or an empty text if it has none.
    public var api: String
    /// The version of the API, such as `4.0.0`, or an empty text if it has none.
    public var version: String
    /// The path of the API up to the names of its resources, percent-encoded, with or without slashes at its ends.
    public var basePath: String
    /// The last segment of the collection's path, such as `partyInteraction`.
    public var name: String
    /// The name of the collection in stores, which no other description must have.
    public var collection: String
    /// The attribute that tells where a resource stands in its life, or `nil` if none does.
    public var statusAttribute: String?
    /// The attribute that tells when the status changed last, or `nil` if none does.
    ///
    /// A change of the status sets it, unless the client sets it itself.
    public var statusDateAttribute: String?
    /// The members that a new resource gets where its creator gives none, or `null`.
    public var defaults: JSONObject
    /// The date-times that a new resource gets the instant of its creation for, where its creator gives nothing, or `null`, for
    /// the first name of the path.
    public var creationDates: [FieldPath]
    /// The paths to the identifiers of the parties that a resource belongs to; without one it belongs to no party.
    public var owners: [FieldPath]
    /// The attributes that refer to other resources.
    public var references: [FieldPath]
    /// The names of the events that changes give rise to, or `nil` if the API has none.
    public var events: EventNames?
    /// The attributes that clients ask for by their values, in addition to `id`, `href` and `@type`.
    public var lookups: [FieldPath]
    /// The attributes that clients ask for by ranges or sort by.
    public var orders: [FieldPath]
    /// The methods that the conformance profile of the API makes mandatory on a resource, in addition to GET.
    public var mandatoryMethods: Set<APIMethod>
    /// The attributes that the conformance profile of the API makes mandatory in every resource that a server answers, in
    /// addition to those that are mandatory on create.
    public var requiredInAnswers: [String]
    /// The smallest body that creates a resource.
    public var sample: JSONObject
    /// A body with values of many kinds, in addition to those of ``sample``.
    public var richSample: JSONObject

    /// Creates a description.
    ///
    /// - Parameters:
    ///   - model: The model, whose attributes have the rules of create and PATCH.
    ///   - api: The number of the API.
    ///   - version: The version of the API.
    ///   - basePath: The path of the API up to the names of its resources.
    ///   - name: The last segment of the collection's path; the model's name with a small first letter where none is given.
    ///   - collection: The name of the collection in stores. Where none is given it is the name, with the major version before
    ///     it if there is one, such as `v5/partyInteraction`.
    ///   - statusAttribute: The attribute that tells where a resource stands in its life.
    ///   - statusDateAttribute: The attribute that tells when the status changed last.
    ///   - defaults: The members that a new resource gets where its creator gives none.
    ///   - creationDates: The date-times that a new resource gets the instant of its creation for.
    ///   - owners: The paths to the identifiers of the parties that a resource belongs to.
    ///   - references: The attributes that refer to other resources.
    ///   - events: The names of the events that changes give rise to.
    ///   - lookups: The attributes that clients ask for by their values.
    ///   - orders: The attributes that clients ask for by ranges or sort by.
    ///   - mandatoryMethods: The methods that the conformance profile makes mandatory on a resource.
    ///   - requiredInAnswers: The attributes that every resource has that a server answers, in addition to those that are
    ///     mandatory on create.
    ///   - sample: The smallest body that creates a resource.
    ///   - richSample: A body with values of many kinds.
    public init(
        _ model: any Model.Type,
        api: String = "",
        version: String = "",
        basePath: String,
        name: String? = nil,
        collection: String? = nil,
        statusAttribute: String? = "status",
        statusDateAttribute: String? = nil,
        defaults: JSONObject = [:],
        creationDates: [FieldPath] = [],
        owners: [FieldPath] = [],
        references: [FieldPath] = [],
        events: EventNames? = nil,
        lookups: [FieldPath] = [],
        orders: [FieldPath] = [],
        mandatoryMethods: Set<APIMethod> = [],
        requiredInAnswers: [String] = ["href", "id"],
        sample: JSONObject = [:],
        richSample: JSONObject = [:]
    ) {
        let typeName = model.typeName
        let name = name ?? typeName.prefix(1).lowercased() + typeName.dropFirst()
        let major = version.prefix { $0 != "." }
        modelType = ModelType(type: model)
        self.api = api
        self.version = version
        self.basePath = basePath
        self.name = name
        self.collection = collection ?? (major.isEmpty ? name : "v\(major)/\(name)")
        self.statusAttribute = statusAttribute
        self.statusDateAttribute = statusDateAttribute
        self.defaults = defaults
        self.creationDates = creationDates
        self.owners = owners
        self.references = references
        self.events = events
        self.lookups = lookups
        self.orders = orders
        self.mandatoryMethods = mandatoryMethods
        self.requiredInAnswers = requiredInAnswers
        self.sample = sample
        self.richSample = richSample
    }

    /// The name of the type in the API's definitions, the value of `@type` where a client gives none.
    public var typeName: String { model.typeName }

    /// Returns the description with another base path.
    ///
    /// - Parameter basePath: The path of the API up to the names of its resources.
    /// - Returns: The changed description.
    public func at(_ basePath: String) -> ResourceDescription {
        var copy = self
        copy.basePath = basePath
        return copy
    }
}
