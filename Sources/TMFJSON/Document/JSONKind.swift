/// The six kinds of JSON value.
public enum JSONKind: UInt8, Sendable, Hashable, CaseIterable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}
