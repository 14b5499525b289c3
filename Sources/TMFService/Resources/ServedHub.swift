import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The hub of one API.
final class ServedHub: Sendable {
    /// The last segment of the path.
    static let name = "hub"

    let hub: EventHub
    /// The base path of the API, percent-encoded, such as `/tmf-api/partyInteraction/v4`.
    let basePath: String
    /// The path of the hub, percent-encoded.
    let path: String
    /// The segments of the path, decoded.
    let segments: [String]
    /// The types of resources whose events the hub delivers, at least one.
    let resources: [ServedResource]

    init(_ hub: EventHub, _ subjects: EventSubjects) {
        self.hub = hub
        basePath = subjects.basePath
        path = subjects.path(of: Self.name)
        segments = subjects.segments(of: Self.name)
        resources = subjects.resources
    }

    /// Returns the path of a subscription.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path, percent-encoded.
    func path(of id: String) -> String { PercentEncoding.path(path, appending: id) }
}
