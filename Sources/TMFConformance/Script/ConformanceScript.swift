/// What is asserted of a response.
enum ConformanceScript: Sendable, Hashable {
    /// Nothing, not even the status.
    case nothing
    /// The status alone.
    case status(Int)
    /// An instance was created and is to be remembered under a number.
    case created(Int)
    /// Every row is an instance, and may be one of those created.
    case list
    /// Every row is an instance, and is to be the one created under a number.
    case found(Int)
    /// An attribute of an instance was changed.
    case changed(String, statuses: [Int])
}
