public import TMFExchange
public import TMFJSON

/// A description of a resource type that the other parts of the library work from.
///
/// The service uses it to serve the resources, stores to choose their indexes, access policies to find the owner of a
/// resource, and the conformance checker to check servers. ``partyInteractionV4`` and ``customerV4`` describe the
/// resources of TMF683 and TMF629. A description of your own gives your resource the same features:
///
/// ```swift
/// let individual = ResourceDescription(
///     Individual.self, api: "TMF632", version: "4.0.0", basePath: "/tmf-api/party/v4",
///     owners: ["id"], lookups: ["familyName"], sample: ["givenName": "Ada", "familyName": "Lovelace"])
/// ```
///
/// Each version of a resource has its own description and its own collection.
public struct ResourceDescription: Sendable, Hashable {
    /// A model as a value; two values are equal if they represent the same type.
    private struct ModelType: Sendable, Hashable {
        let type: any Model.Type

        static func == (first: Self, second: Self) -> Bool { first.type == second.type }

        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
    }

    private let modelType: ModelType
    /// The model, whose attributes define the rules of create and PATCH.
    public var model: any Model.Type { modelType.type }
    /// The number of the API, such as `TMF683`, or an empty text if it has none.
    public var api: String
    /// The version of the API, such as `4.0.0`, or an empty text if it has none.
    public var version: String
    /// The path of the API up to the names of its resources, percent-encoded, with or without slashes at its ends.
    public var basePath: String
    /// The last segment of the collection's path, such as `partyInteraction`.
    public var name: String
    /// The name of the collection in stores, which must be unique among descriptions.
    public var collection: String
    /// The attribute that contains the lifecycle status of a resource, or `nil` if the resource has no such attribute.
    public var statusAttribute: String?
    /// The attribute that contains the time of the last status change, or `nil` if the resource has no such attribute.
    ///
    /// A change of the status updates it, unless the client sets it explicitly.
    public var statusDateAttribute: String?
    /// The first-level attributes whose changes alone cause no event, such as the time of the last change.
    public var silentAttributes: [String]
    /// The default members of a new resource, which apply where the creator omits a member or sends `null`.
    public var defaults: JSONObject
    /// The date-time attributes that are set to the creation time.
    ///
    /// A path applies if the creator omits the attribute of the path's first name, or sends `null` for it.
    public var creationDates: [FieldPath]
    /// The paths to the identifiers of the parties that own a resource; empty if resources have no owner.
    public var owners: [FieldPath]
    /// The attributes that refer to other resources.
    public var references: [FieldPath]
    /// The names of the events that changes cause, or `nil` if the API has no events.
    public var events: EventNames?
    /// The attributes that clients look up by value, in addition to `id`, `href` and `@type`.
    public var lookups: [FieldPath]
    /// The attributes that clients filter by range or sort by.
    public var orders: [FieldPath]
    /// The methods that the API's conformance profile requires for a resource, in addition to GET.
    public var mandatoryMethods: Set<APIMethod>
    /// The attributes that the API's conformance profile requires in every returned resource, in addition to those that
    /// are mandatory on create.
    public var requiredInAnswers: [String]
    /// The smallest body that creates a resource.
    public var sample: JSONObject
    /// A body with many kinds of values, in addition to those of ``sample``.
    public var richSample: JSONObject

    /// Creates a description.
    ///
    /// - Parameters:
    ///   - model: The model, whose attributes define the rules of create and PATCH.
    ///   - api: The number of the API.
    ///   - version: The version of the API.
    ///   - basePath: The path of the API up to the names of its resources.
    ///   - name: The last segment of the collection's path. By default, it is the model's name with a lowercase first
    ///     letter.
    ///   - collection: The name of the collection in stores. By default, it is the name, preceded by the major version
    ///     if there is one, such as `v5/partyInteraction`.
    ///   - statusAttribute: The attribute that contains the lifecycle status of a resource.
    ///   - statusDateAttribute: The attribute that contains the time of the last status change.
    ///   - silentAttributes: The attributes whose changes alone cause no event.
    ///   - defaults: The default members of a new resource.
    ///   - creationDates: The date-time attributes that are set to the creation time.
    ///   - owners: The paths to the identifiers of the parties that own a resource.
    ///   - references: The attributes that refer to other resources.
    ///   - events: The names of the events that changes cause.
    ///   - lookups: The attributes that clients look up by value.
    ///   - orders: The attributes that clients filter by range or sort by.
    ///   - mandatoryMethods: The methods that the conformance profile requires for a resource.
    ///   - requiredInAnswers: The attributes required in every returned resource, in addition to those that are
    ///     mandatory on create.
    ///   - sample: The smallest body that creates a resource.
    ///   - richSample: A body with many kinds of values.
    public init(
        _ model: any Model.Type,
        api: String = "",
        version: String = "",
        basePath: String,
        name: String? = nil,
        collection: String? = nil,
        statusAttribute: String? = "status",
        statusDateAttribute: String? = nil,
        silentAttributes: [String] = [],
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
        self.silentAttributes = silentAttributes
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

    /// The name of the type in the API definitions, and the value of `@type` if a client omits it.
    public var typeName: String { model.typeName }

    /// Returns a copy of the description with another base path.
    ///
    /// - Parameter basePath: The path of the API up to the names of its resources.
    /// - Returns: The changed description.
    public func at(_ basePath: String) -> ResourceDescription {
        var copy = self
        copy.basePath = basePath
        return copy
    }
}
