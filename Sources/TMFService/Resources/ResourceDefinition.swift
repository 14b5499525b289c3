import TMFJSON
import TMFModels
import TMFStore

/// A change that a patch makes.
struct ResourceChange {
    /// The resource as it was.
    var before: JSONObject
    /// The patch.
    var patch: JSONObject
}

/// What the service needs to know of a resource to serve it.
struct ResourceDefinition: Sendable {
    /// The name of the collection in paths and of the collection in the store, such as `partyInteraction`.
    let name: String
    /// The segments of the collection's path, decoded.
    let segments: [String]
    /// The collection's path.
    let path: String
    /// The value of `@type` where a client gives none.
    let typeName: String
    /// The names of the attributes that PATCH must leave alone.
    let notPatchable: [String]
    /// Everything that is wrong with a document.
    let findings: @Sendable (JSONValue, ValidationContext.Operation, ValidationProfile) -> [Finding]
    /// Sets what a client may leave out on create.
    let setDefaults: @Sendable (inout JSONObject, Timestamp) -> Void
    /// Sets what follows from a change.
    let setConsequences: @Sendable (ResourceChange, inout JSONObject, Timestamp) -> Void

    var collection: CollectionName { CollectionName(rawValue: name) }

    init<Resource: Model>(
        _ type: Resource.Type,
        name: String,
        basePath: String,
        setDefaults: @escaping @Sendable (inout JSONObject, Timestamp) -> Void = { _, _ in },
        setConsequences: @escaping @Sendable (ResourceChange, inout JSONObject, Timestamp) -> Void = { _, _, _ in }
    ) {
        self.name = name
        let base = basePath.split(separator: "/").map { PercentEncoding.decoded($0) ?? String($0) }
        segments = base + [name]
        path = segments.map { "/" + PercentEncoding.encoded($0) }.joined()
        typeName = Resource.typeName
        notPatchable = Resource.attributes.rows.filter { $0.rules.contains(.notPatchable) }.map(\.name)
        findings = { Resource.findings(in: $0, for: $1, options: ValidationOptions(profile: $2)) }
        self.setDefaults = setDefaults
        self.setConsequences = setConsequences
    }

    /// The path of one resource.
    func path(of id: String) -> String { path + "/" + PercentEncoding.encoded(id) }
}

extension ResourceDefinition {
    /// The interactions of TMF683.
    static func partyInteraction(basePath: String) -> Self {
        Self(
            PartyInteraction.self,
            name: "partyInteraction",
            basePath: basePath,
            setDefaults: { interaction, now in
                let now = JSONValue.string(now.text)
                interaction.setIfMissing("status", .string(PartyInteractionStatus.open.rawValue))
                interaction.setIfMissing("creationDate", now)
                interaction.setIfMissing("statusChangeDate", now)
                interaction.setIfMissing("interactionDate", ["startDateTime": now])
            },
            setConsequences: { change, after, now in
                // A client that gives the date of the change itself is believed.
                if change.before["status"] != after["status"], change.patch["statusChangeDate"] == nil {
                    after["statusChangeDate"] = .string(now.text)
                }
            }
        )
    }

    /// The customers of TMF629.
    static func customer(basePath: String) -> Self {
        Self(Customer.self, name: "customer", basePath: basePath)
    }
}

extension JSONObject {
    /// Sets a member that is absent or `null`.
    fileprivate mutating func setIfMissing(_ name: String, _ value: JSONValue) {
        if self[name]?.isNull ?? true { self[name] = value }
    }
}
