import TMFJSON
public import TMFModels
import TMFQuery
public import TMFStore

/// A type of resource that a service serves: where, of which model, and by which rules.
///
/// ```swift
/// let individuals = ResourceDefinition(Individual.self, basePath: "/tmf-api/party/v4")
/// let service = APIService(store: store, resources: .standard + [individuals])
/// ```
///
/// The two APIs come as ``partyInteraction(basePath:)`` and ``customer(basePath:)``; `.standard` is both.
public struct ResourceDefinition: Sendable {
    /// The last segment of the collection's path, such as `partyInteraction`.
    public let name: String
    /// The path of the collection, percent-encoded, such as `/tmf-api/partyInteraction/v4/partyInteraction`.
    public let path: String
    /// The collection of the store.
    public let collection: CollectionName
    /// The value of `@type` where a client gives none.
    public let typeName: String
    /// What can be done; everything but ``ServiceOperation/bulk`` where nothing else is given.
    ///
    /// OPTIONS is always answered.
    public var operations: Set<ServiceOperation>
    /// The rules beyond those of the model's attributes.
    public var rules: ResourceRules
    /// The names of the events that changes give rise to, or `nil` if the API has none.
    public var events: EventNames?

    /// The segments of the path, decoded.
    let segments: [String]
    /// The names of the attributes that PATCH must leave alone.
    let notPatchable: [String]
    /// Which of `id` and `href` the model does not declare as set by the server, which they always are.
    private let unguarded: [String]
    let model: any Model.Type
    private let checkModel:
        @Sendable (JSONElement, ValidationContext.Operation, ValidationOptions) -> (findings: [Finding], nulls: [Int])

    /// Creates a definition.
    ///
    /// - Parameters:
    ///   - model: The model, whose attributes have the rules of create and PATCH.
    ///   - name: The last segment of the collection's path; the model's name with a small first letter where none is given.
    ///   - basePath: The path up to the name, percent-encoded, with or without slashes at its ends.
    ///   - collection: The collection of the store; the name where none is given.
    ///   - operations: What can be done.
    ///   - rules: The rules beyond those of the model's attributes.
    ///   - events: The names of the events that changes give rise to.
    public init<Resource: Model>(
        _ model: Resource.Type,
        name: String? = nil,
        basePath: String,
        collection: CollectionName? = nil,
        operations: Set<ServiceOperation> = [.list, .create, .read, .patch, .delete],
        rules: ResourceRules = ResourceRules(),
        events: EventNames? = nil
    ) {
        let name = name ?? Resource.typeName.prefix(1).lowercased() + Resource.typeName.dropFirst()
        self.name = name
        self.collection = collection ?? CollectionName(rawValue: name)
        self.operations = operations
        self.rules = rules
        self.events = events
        let base = basePath.split(separator: "/").map { PercentEncoding.decoded($0) ?? String($0) }
        segments = base + [name]
        path = segments.map { "/" + PercentEncoding.encoded($0) }.joined()
        typeName = Resource.typeName
        let rows = Resource.attributes.rows
        let managed = ["id", "href"]
        notPatchable =
            managed + rows.filter { $0.rules.contains(.notPatchable) && !managed.contains($0.name) }.map(\.name)
        unguarded = managed.filter { name in !rows.contains { $0.name == name && $0.rules.contains(.setByServer) } }
        self.model = model
        checkModel = { Resource.check($0, for: $1, options: $2) }
    }

    /// Returns the path of a resource.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path, percent-encoded.
    public func path(of id: String) -> String { path + "/" + PercentEncoding.encoded(id) }

    /// Everything that is wrong with a resource by itself.
    func findings(
        in element: JSONElement, for operation: ValidationContext.Operation, _ options: ValidationOptions
    ) -> [Finding] {
        check(element, for: operation, options).findings
    }

    /// Everything that is wrong with a resource by itself, and the indexes of the values of its attributes that are `null`.
    func check(
        _ element: JSONElement, for operation: ValidationContext.Operation, _ options: ValidationOptions
    ) -> (findings: [Finding], nulls: [Int]) {
        var (findings, nulls) = checkModel(element, operation, options)
        if operation == .create {
            findings += unguarded.filter { !(element[$0]?.isNull ?? true) }
                .map { Finding(.setByServer, at: JSONPointer(tokens: [$0]), "\($0) is set by the server") }
        }
        if let check = rules.check { findings += check(element, operation) }
        return (findings, nulls)
    }
}
