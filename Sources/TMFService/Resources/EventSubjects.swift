import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The types of resources of one API that have events: those at the same base path.
struct EventSubjects: Sendable {
    /// The types of resources, at least one.
    let resources: [ServedResource]
    /// The segments of the base path, decoded.
    private let base: [String]

    /// Returns the types of resources whose events the rules describe, grouped by their base paths.
    static func all(of resources: [ServedResource], _ rules: EventRules) -> [EventSubjects] {
        let known = Set(rules.resources.filter { $0.events != nil }.map(\.collection))
        let subjects = resources.filter { $0.description.events != nil && known.contains($0.collection.rawValue) }
        func base(_ resource: ServedResource) -> [String] { resource.definition.segments.dropLast() }
        return subjects.map(base).unique.map { path in
            EventSubjects(resources: subjects.filter { base($0) == path }, base: path)
        }
    }

    /// The base path of the API, percent-encoded, such as `/tmf-api/partyInteraction/v4`.
    var basePath: String { base.reduce("") { PercentEncoding.path($0, appending: $1) } }

    /// Returns the path of a collection next to the resources, percent-encoded.
    func path(of name: String) -> String { PercentEncoding.path(basePath, appending: name) }

    /// Returns the segments of the path of a collection next to the resources, decoded.
    func segments(of name: String) -> [String] { base + [name] }
}
