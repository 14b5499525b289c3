/// The operation that a document is checked for.
@nonexhaustive
public enum ValidationOperation: Sendable, Hashable {
    /// The body of a create request.
    case create
    /// A complete resource, as a server stores it and answers with it.
    case resource
}
