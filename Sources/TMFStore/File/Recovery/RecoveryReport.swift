/// The result of reading the files of a store when it is opened, verified or repaired.
public struct RecoveryReport: Sendable, Hashable {
    /// The number of the last commit.
    public var sequence: UInt64 = 0
    /// The number of resources.
    public var resources = 0
    /// The number of commits in the journal after the snapshot.
    public var replayedCommits = 0
    /// The names of the files that were read, in order.
    ///
    /// Opening a store reads only the headers of the segments before the snapshot.
    public var files: [String] = []
    /// A Boolean value that indicates whether the directory is read-only, so that not even the lock file was changed.
    public var isReadOnly = false
    /// A Boolean value that indicates whether the store was closed, so that the end of its journal is known.
    public var isClosed = false
    /// The incomplete record at the end of the journal of a store that was not closed, if there is one.
    ///
    /// A crash leaves such a record if it was not durable yet. The report cannot tell whether something else cut off or
    /// overwrote the end of the journal, if the loss is no larger than a single write.
    public var tornTail: StoreDamage?
    /// The number of bytes in the torn tail, which are cut off when the store is opened.
    public var tornBytes = 0
    /// The damages, which are empty for a store that opens.
    public var damages: [StoreDamage] = []

    init() {}
}

extension RecoveryReport: CustomStringConvertible {
    /// The report in a few lines of text.
    public var description: String {
        var lines = ["\(resources) resources, last commit \(sequence), \(replayedCommits) commits after the snapshot"]
        lines += files.map { "read \($0)" }
        if isReadOnly { lines.append("the directory is read-only; nothing was changed") }
        if !isClosed, let last = files.last, StoreFiles([last]).snapshots.isEmpty {
            lines.append("the store was not closed, so the end of the journal is not recorded")
        }
        if let tornTail { lines.append("torn tail of \(tornBytes) bytes: \(tornTail)") }
        for damage in damages {
            lines.append("damaged: \(damage)")
            lines += damage.resources.map { "  about '\($0)'" }
        }
        return lines.joined(separator: "\n")
    }
}
