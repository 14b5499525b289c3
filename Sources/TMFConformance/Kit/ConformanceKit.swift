import TMFExchange
public import TMFJSON
public import TMFModels

/// A conformance kit for a resource type: a sequence of requests, and the assertions about their responses.
///
/// There are kits for two APIs. They evaluate the assertions of the published kits under the same names, including
/// those that cannot detect faults, so that their totals can be compared with published reports. ``init(for:)`` creates
/// a kit for any other resource type.
///
/// ```swift
/// let report = await ConformanceKit.partyInteractionV4.run(against: { await service.respond(to: $0) })
/// print(report.text())
/// ```
public struct ConformanceKit: Sendable, Hashable {
    /// The name, such as `CTK-Party_Interaction-4.0.0`.
    public let name: String

    /// The description of the checked resource.
    public let resource: ResourceDescription

    /// The requests, in the order in which they are sent.
    public private(set) var steps: [Step]

    /// The user's checks, which run after the kit's own.
    private(set) var checks: [ConformanceCheck] = []

    let script: ScriptedResource
    /// A Boolean value that indicates whether TM Forum has published the kit.
    let isPublished: Bool

    init(
        name: String, resource: ResourceDescription, script: ScriptedResource, steps: [Step], isPublished: Bool
    ) {
        self.name = name
        self.resource = resource
        self.script = script
        self.steps = steps
        self.isPublished = isPublished
    }

    /// The default base path, which ``run(against:basePath:by:options:keeping:prepare:clock:onStep:)`` can override.
    public var defaultBasePath: String {
        let segments = resource.basePath.split(separator: "/")
        return "/" + segments.map { $0 + "/" }.joined()
    }

    /// Returns a copy of the kit with another body for its first POST; all other bodies are unchanged.
    ///
    /// - Parameter payload: The body, which is sent as compact JSON text.
    /// - Returns: The changed kit.
    public func with(payload: JSONValue) -> ConformanceKit {
        var result = self
        guard let first = steps.firstIndex(where: { $0.method == .post }) else { return result }
        result.steps[first].body = payload.description
        return result
    }

    /// Returns a copy of the kit with checks that run after its own, by both standards.
    ///
    /// - Parameter checks: The checks.
    /// - Returns: The changed kit.
    public func with(checks: [ConformanceCheck]) -> ConformanceKit {
        var result = self
        result.checks += checks
        return result
    }

    /// The body of the first POST, if it is an object.
    var firstBody: JSONObject? {
        let text = steps.first { $0.method == .post }?.body ?? ""
        return (try? JSONValue(parsing: text))?.objectValue
    }
}
