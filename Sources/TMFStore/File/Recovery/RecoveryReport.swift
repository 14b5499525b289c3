/// What a file store found when it was opened, or when somebody looked at its files.
public struct RecoveryReport: Sendable, Hashable {
    /// The number of the last commit.
    public var sequence: UInt64 = 0
    /// The number of resources.
    public var resources = 0
    /// The number of commits in the journal that lie behind the snapshot.
    public var replayedCommits = 0
    /// The files that were read, in the order they were read.
    public var files: [String] = []
    /// The end of the journal, if its last record was not written as a whole; such a record was never acknowledged as durable.
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
        var lines = ["\(resources) resources, last commit \(sequence), \(replayedCommits) commits behind the snapshot"]
        lines += files.map { "read \($0)" }
        if let tornTail { lines.append("torn tail of \(tornBytes) bytes: \(tornTail)") }
        lines += damages.map { "damaged: \($0)" }
        return lines.joined(separator: "\n")
    }
}
