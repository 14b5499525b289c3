/// How a file store keeps its files small.
public struct FileStoreMaintenance: Sendable, Hashable {
    /// The number of bytes of a journal segment from which on a new one is begun.
    public var segmentSize: Int
    /// The growth of the journal, in bytes, at which the store writes a snapshot on its own, or `nil` for never.
    ///
    /// The journal must also have grown by the length of the last snapshot, so that writing takes no more than its share.
    public var compactionThreshold: Int?
    /// The number of bytes that those segments may have together that only the feed of changes needs, as they lie before
    /// the last snapshot; the oldest are removed when a snapshot is written.
    public var historySize: Int

    /// Creates a choice.
    ///
    /// - Parameters:
    ///   - segmentSize: The number of bytes of a journal segment from which on a new one is begun: 16 MiB where nothing else
    ///     is given.
    ///   - compactionThreshold: The number of bytes by which the journal must have grown for the store to write a snapshot by
    ///     itself: 64 MiB where nothing else is given; `nil` for never.
    ///   - historySize: The number of bytes of the segments that only the feed of changes needs: 1 GiB where nothing else is
    ///     given.
    public init(segmentSize: Int = 16 << 20, compactionThreshold: Int? = 64 << 20, historySize: Int = 1 << 30) {
        self.segmentSize = segmentSize
        self.compactionThreshold = compactionThreshold
        self.historySize = historySize
    }
}
