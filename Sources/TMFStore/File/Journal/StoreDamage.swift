/// A place in a file of a store where what is stored is not what was written.
public struct StoreDamage: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file in the directory of the store.
    public var file: String
    /// The number of bytes in front of the damage.
    public var offset: Int
    /// What is wrong.
    public var reason: String

    /// Creates a place.
    ///
    /// - Parameters:
    ///   - file: The name of the file in the directory of the store.
    ///   - offset: The number of bytes in front of the damage.
    ///   - reason: What is wrong.
    public init(file: String, offset: Int, reason: String) {
        (self.file, self.offset, self.reason) = (file, offset, reason)
    }

    /// The place and the problem in one sentence.
    public var description: String { "\(file), byte \(offset): \(reason)" }
}
