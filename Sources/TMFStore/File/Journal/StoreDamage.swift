/// A place in a file of a store where what is stored is not what was written.
public struct StoreDamage: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file in the directory of the store.
    public var file: String
    /// The number of bytes in front of the damage.
    public var offset: Int
    /// A description of the damage.
    public var reason: String
    /// The resources that it is about, as far as that can be known; empty unless a store is verified or repaired.
    ///
    /// They may be missing, older than they were, or there although they were deleted.
    public var resources: [ResourceKey]

    /// Creates a place.
    ///
    /// - Parameters:
    ///   - file: The name of the file in the directory of the store.
    ///   - offset: The number of bytes in front of the damage.
    ///   - reason: A description of the damage.
    ///   - resources: The resources that it is about, as far as that can be known.
    public init(file: String, offset: Int, reason: String, resources: [ResourceKey] = []) {
        (self.file, self.offset, self.reason, self.resources) = (file, offset, reason, resources)
    }

    /// The place and the problem in one sentence.
    public var description: String { "\(file), byte \(offset): \(reason)" }
}
