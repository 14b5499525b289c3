/// The names of the files in the directory of a file store, which are never derived from identifiers.
struct StoreFiles {
    /// The name of the lock file.
    static let lock = "lock"
    /// The suffix of a file that is not complete yet.
    static let partialSuffix = ".partial"

    private static let journalPrefix = "journal-"
    private static let snapshotPrefix = "snapshot-"

    /// The numbers of the journal segments, ascending.
    private(set) var segments: [UInt64] = []
    /// The numbers of the snapshots, ascending; each is the number of the first segment after the snapshot.
    private(set) var snapshots: [UInt64] = []
    /// The names of the files that were never completed.
    private(set) var partial: [String] = []

    /// Sorts the names in a directory, and ignores the names of other files.
    init(_ names: [String]) {
        for name in names {
            if name.hasSuffix(Self.partialSuffix) {
                let number = Self.number(String(name.dropLast(Self.partialSuffix.count)), after: Self.snapshotPrefix)
                if number != nil { partial.append(name) }
            } else if let number = Self.number(name, after: Self.journalPrefix) {
                segments.append(number)
            } else if let number = Self.number(name, after: Self.snapshotPrefix) {
                snapshots.append(number)
            }
        }
        segments.sort()
        snapshots.sort()
    }

    static func journal(_ number: UInt64) -> String { name(journalPrefix, number) }

    static func snapshot(_ number: UInt64) -> String { name(snapshotPrefix, number) }

    private static func name(_ prefix: String, _ number: UInt64) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(8 - digits.count, 0)) + digits
    }

    private static func number(_ name: String, after prefix: String) -> UInt64? {
        // The number must leave room to be incremented.
        guard name.hasPrefix(prefix), let number = Int64(name.dropFirst(prefix.count)).flatMap({ UInt64(exactly: $0) })
        else { return nil }
        // Only one spelling of each number is valid.
        return self.name(prefix, number) == name ? number : nil
    }
}
