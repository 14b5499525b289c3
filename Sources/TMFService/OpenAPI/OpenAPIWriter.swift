import TMFJSON
import TMFModels

/// A writer of the OpenAPI document of a service.
struct OpenAPIWriter {
    /// The key of a schema: a model and its use.
    struct ModelSchema: Hashable {
        var model: ObjectIdentifier
        var use: SchemaUse
    }

    let service: APIService
    var components = OpenAPIComponents()
    /// The names of the schemas of models that exist so far.
    var modelSchemas: [ModelSchema: String] = [:]
    /// The names of the types of resources, which other models must not use.
    let resourceNames: Set<String>

    private let resources: [ServedResource]
    private var labels: Set<String> = []

    init(_ service: APIService) {
        self.service = service
        resources = service.router.reachable
        resourceNames = Set(resources.map(\.typeName))
    }

    var configuration: ServiceConfiguration { service.configuration }
    var limits: ServiceLimits { service.configuration.limits }

    mutating func document(title: String, version: String) -> JSONValue {
        var paths = JSONObject()
        var tags: [JSONValue] = []
        for resource in resources {
            let subject = subject(resource)
            var tag: JSONObject = ["name": .string(subject.label)]
            let source = [resource.description.api, resource.description.version].filter { !$0.isEmpty }
            if !source.isEmpty { tag["description"] = .string(source.joined(separator: " ")) }
            tags.append(.object(tag))
            paths[resource.path] = .object(collectionItem(of: subject))
            paths[resource.path + "/{id}"] = .object(resourceItem(of: subject))
        }
        for hub in service.router.hubs {
            let label = label(of: hub)
            tags.append(["name": .string(label), "description": .string(Self.description(of: hub))])
            paths[hub.path] = .object(hubItem(HubRoute(hub: hub), label))
            paths[hub.path + "/{id}"] = .object(hubItem(HubRoute(hub: hub, id: ""), label))
        }
        for events in service.router.events {
            let label = label(of: events)
            tags.append(["name": .string(label), "description": .string(Self.description(of: events))])
            paths[events.path] = .object(eventItem(events, label))
        }
        var document: JSONObject = [
            "openapi": "3.1.0",
            "info": ["title": .string(title), "version": .string(version), "description": .string(description)],
        ]
        let url = service.environment.publicURL
        if !url.isEmpty { document["servers"] = [["url": .string(url)]] }
        if security != nil { document["security"] = [.object([Self.schemeName: []])] }
        document["tags"] = .array(tags)
        document["paths"] = .object(paths)
        var parts = components.json
        if let security { parts["securitySchemes"] = .object([Self.schemeName: .object(security)]) }
        if !parts.isEmpty { document["components"] = .object(parts) }
        return .object(document)
    }

    /// The description of the rules that apply to all resources.
    private var description: String {
        var sentences: [String] = []
        switch configuration.profile {
        case .certification:
            sentences.append("The conformance profiles of the APIs determine which attributes are mandatory.")
        case .specification:
            sentences.append("The definitions of the APIs determine which attributes are mandatory.")
        }
        switch configuration.unknownAttributes {
        case .kept: sentences.append("Attributes that a model does not know are kept and can be queried.")
        case .refused: sentences.append("Attributes that a model does not know are refused.")
        }
        sentences.append("Every error has a body of type Error.")
        return sentences.joined(separator: " ")
    }

    /// Returns the seconds of a duration, as an integer if it has no fraction.
    static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return attoseconds == 0 ? String(seconds) : String(duration / .seconds(1))
    }

    // MARK: - Subjects

    /// Returns a resource with its label.
    private mutating func subject(_ resource: ServedResource) -> OpenAPISubject {
        let major = resource.description.version.prefix { $0 != "." }
        let qualifier = major.isEmpty ? "" : "V\(major)"
        return OpenAPISubject(
            resource: resource, label: label(resource.typeName, qualifier: qualifier), qualifier: qualifier)
    }

    /// Returns a label that no other subject has.
    mutating func label(_ name: String, qualifier: String) -> String {
        var name = UniqueName(name, qualifier: qualifier)
        while !labels.insert(name.text).inserted { name.advance() }
        return name.text
    }

    // MARK: - Security

    private static let schemeName = "http"

    /// The scheme with which parties authenticate, if the access policy has one.
    private var security: JSONObject? {
        guard let access = service.access as? PartyAccess,
            let scheme = access.challenge.split(separator: " ").first
        else { return nil }
        return ["type": "http", "scheme": .string(scheme.lowercased())]
    }
}

/// A type of resource that the document describes.
struct OpenAPISubject {
    let resource: ServedResource
    /// The name of the type, made unique among the resources of the service.
    let label: String
    /// The major version, which distinguishes the schemas of models with the same name; empty if there is no version.
    let qualifier: String

    var description: ResourceDescription { resource.description }
    var typeName: String { resource.typeName }
}
