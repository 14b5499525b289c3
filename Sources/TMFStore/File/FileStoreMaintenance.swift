/// The limits for the sizes and the age of the files of a file store.
public struct FileStoreMaintenance: Sendable, Hashable {
    /// The number of bytes after which a new journal segment is started.
    public var segmentSize: Int
    /// The growth of the journal, in bytes, after which the store writes a snapshot on its own, or `nil` for never.
    ///
    /// The journal must also have grown by the length of the last snapshot, so that snapshots take a limited share of
    /// all writing.
    public var compactionThreshold: Int?
    /// The time that the feed of changes reaches back at least, unless ``feedSize`` is too small for it.
    ///
    /// When a snapshot is written, the segments that only the feed needs are removed if all their commits are older. The
    /// time between two openings of the store counts for at most an eighth of this age, so that a clock that was set
    /// wrong, or a long pause, does not end the feed.
    public var feedAge: Duration
    /// The maximum number of bytes in the segments that only the feed of changes needs, because they precede the last
    /// snapshot.
    ///
    /// The oldest of them are removed when a snapshot is written.
    public var feedSize: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - segmentSize: The number of bytes after which a new journal segment is started; by default, 16 MiB.
    ///   - compactionThreshold: The growth of the journal, in bytes, after which the store writes a snapshot on its
    ///     own, or `nil` for never; by default, 64 MiB.
    ///   - feedAge: The time that the feed of changes reaches back at least; by default, seven days.
    ///   - feedSize: The maximum number of bytes in the segments that only the feed of changes needs; by default, 1 GiB.
    public init(
        segmentSize: Int = 16 << 20, compactionThreshold: Int? = 64 << 20, feedAge: Duration = .seconds(7 * 86_400),
        feedSize: Int = 1 << 30
    ) {
        self.segmentSize = segmentSize
        self.compactionThreshold = compactionThreshold
        self.feedAge = feedAge
        self.feedSize = feedSize
    }
}
