/// A damaged part of a file of a store.
public struct StoreDamage: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file in the directory of the store.
    public var file: String
    /// The offset of the damage in the file, in bytes.
    public var offset: Int
    /// A description of the damage.
    public var reason: String
    /// The resources that are affected, as far as they are known; empty unless a store is verified or repaired.
    ///
    /// An affected resource may be missing, older than its last change, or present although it was deleted.
    public var resources: [ResourceKey]

    /// Creates a description of a damage.
    ///
    /// - Parameters:
    ///   - file: The name of the file in the directory of the store.
    ///   - offset: The offset of the damage in the file, in bytes.
    ///   - reason: A description of the damage.
    ///   - resources: The resources that are affected, as far as they are known.
    public init(file: String, offset: Int, reason: String, resources: [ResourceKey] = []) {
        (self.file, self.offset, self.reason, self.resources) = (file, offset, reason, resources)
    }

    /// The place and the problem in one sentence.
    public var description: String { "\(file), byte \(offset): \(reason)" }
}
