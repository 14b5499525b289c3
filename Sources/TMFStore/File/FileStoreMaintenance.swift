/// The limits for the sizes of the files of a file store.
public struct FileStoreMaintenance: Sendable, Hashable {
    /// The number of bytes after which a new journal segment is started.
    public var segmentSize: Int
    /// The growth of the journal, in bytes, after which the store writes a snapshot on its own, or `nil` for never.
    ///
    /// The journal must also have grown by the length of the last snapshot, so that snapshots take a limited share of
    /// all writing.
    public var compactionThreshold: Int?
    /// The maximum number of bytes in the segments that only the feed of changes needs, because they precede the last
    /// snapshot.
    ///
    /// The oldest of them are removed when a snapshot is written.
    public var historySize: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - segmentSize: The number of bytes after which a new journal segment is started; by default, 16 MiB.
    ///   - compactionThreshold: The growth of the journal, in bytes, after which the store writes a snapshot on its
    ///     own, or `nil` for never; by default, 64 MiB.
    ///   - historySize: The maximum number of bytes in the segments that only the feed of changes needs; by default, 1
    ///     GiB.
    public init(segmentSize: Int = 16 << 20, compactionThreshold: Int? = 64 << 20, historySize: Int = 1 << 30) {
        self.segmentSize = segmentSize
        self.compactionThreshold = compactionThreshold
        self.historySize = historySize
    }
}
