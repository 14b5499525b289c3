import TMFJSON
import TMFModels

/// What a request makes of a resource.
struct ResourceChange {
    /// The identifier.
    var id: String
    /// What a patch makes of the resource, or `nil` if nothing changes.
    var document: JSONDocument?
    /// What is doubtful about it, and tolerated.
    var warnings: [Finding] = []
    /// The names of the events that the change gives rise to.
    var events: [String] = []
}
