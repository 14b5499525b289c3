/// The reason there is no merge patch from one value to another.
///
/// In a merge patch `null` removes a member, so no patch can set a member to `null` (RFC 7396 section 1).
public struct MergePatchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The member of the new value that is `null`.
    public var pointer: JSONPointer

    /// Creates an error.
    ///
    /// - Parameter pointer: The member of the new value that is `null`.
    public init(pointer: JSONPointer) { self.pointer = pointer }

    /// The problem and its place in one sentence.
    public var description: String {
        "a merge patch cannot set \(pointer) to null, because null removes the member"
    }
}
