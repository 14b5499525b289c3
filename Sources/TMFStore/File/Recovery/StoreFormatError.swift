/// An error that occurs when a file of a store has a version of the format that this library does not know.
public struct StoreFormatError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file in the directory of the store.
    public var file: String
    /// The version in the file.
    public var version: String

    init(file: String, version: String) { (self.file, self.version) = (file, version) }

    /// A description of the problem in one sentence.
    public var description: String {
        "\(file) has version \(version) of the format, which this version of the library does not support"
    }
}
