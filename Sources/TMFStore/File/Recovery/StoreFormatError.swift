/// That a file of a store is in a version of the format that this library does not know.
public struct StoreFormatError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name of the file in the directory of the store.
    public var file: String
    /// The version that it says it has.
    public var version: String

    init(file: String, version: String) { (self.file, self.version) = (file, version) }

    /// The problem in one sentence.
    public var description: String {
        "\(file) has version \(version) of the format, which this version of the library does not support"
    }
}
