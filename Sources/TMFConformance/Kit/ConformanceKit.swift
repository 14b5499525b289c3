import TMFExchange
public import TMFJSON

/// A rebuilt conformance kit of an API: the requests in order and what is asserted of each response.
///
/// A kit asserts what the published kits assert under the same names, including what they cannot notice, so its totals
/// can be compared with published reports.
///
/// ```swift
/// let report = await ConformanceKit.partyInteractionV4.run(against: { await service.respond(to: $0) })
/// print(report.text())
/// ```
public struct ConformanceKit: Sendable, Hashable {
    /// The name, such as `CTK-Party_Interaction-4.0.0`.
    public let name: String

    /// The base path that requests go to unless ``run(against:basePath:by:options:keeping:prepare:clock:onStep:)`` is given another one.
    public let defaultBasePath: String

    /// The requests in the order they are sent.
    public private(set) var steps: [Step]

    /// The checks of the user, which run after the kit's own.
    var checks: [ConformanceCheck] = []

    let resource: ConformanceResource

    init(name: String, defaultBasePath: String, resource: ConformanceResource, steps: [Step]) {
        self.name = name
        self.defaultBasePath = defaultBasePath
        self.resource = resource
        self.steps = steps
    }

    /// Returns the kit with another body for its first POST; all other bodies stay as they are.
    ///
    /// - Parameter payload: The body, which is sent as compact JSON text.
    /// - Returns: The changed kit.
    public func with(payload: JSONValue) -> ConformanceKit {
        var result = self
        guard let first = steps.firstIndex(where: { $0.method == .post }) else { return result }
        result.steps[first].body = payload.description
        return result
    }
}
