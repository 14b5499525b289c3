/// The assertions about a response.
enum ConformanceScript: Sendable, Hashable {
    /// No assertions, not even about the status.
    case nothing
    /// Only an assertion about the status.
    case status(Int)
    /// An instance was created, and is remembered under a number.
    case created(Int)
    /// Every row is an instance, possibly one of the created ones.
    case list
    /// Every row is an instance, which must be the one created under a number.
    case found(Int)
    /// An attribute of an instance was changed.
    case changed(String, statuses: [Int])
}
