/// The result of reading the files of a store, when the store is opened or its files are verified.
public struct RecoveryReport: Sendable, Hashable {
    /// The number of the last commit.
    public var sequence: UInt64 = 0
    /// The number of resources.
    public var resources = 0
    /// The number of commits in the journal after the snapshot.
    public var replayedCommits = 0
    /// The files that were read, in the order they were read.
    public var files: [String] = []
    /// Whether the directory can only be read here, so that not even its lock was written to.
    public var isReadOnly = false
    /// Whether the store had been closed, so that it is known where the journal must end.
    public var isClosed = false
    /// The end of the journal of a store that had not been closed, if its last record is incomplete.
    ///
    /// It is what a crash leaves of records that were not durable. If something else cut off or overwrote the end of the
    /// journal, by no more than is written at once, cannot be determined.
    public var tornTail: StoreDamage?
    /// The number of bytes in it, which are cut off when the store is opened.
    public var tornBytes = 0
    /// The damages, of which a store that opens has none.
    public var damages: [StoreDamage] = []

    init() {}
}

extension RecoveryReport: CustomStringConvertible {
    /// The report in a few lines.
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
