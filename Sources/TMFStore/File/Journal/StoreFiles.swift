/// The names of the files in the directory of a file store, which never come from identifiers.
struct StoreFiles {
    /// The file that is locked.
    static let lock = "lock"
    /// The end of the name of a file that is not complete yet.
    static let partialSuffix = ".partial"

    private static let journalPrefix = "journal-"
    private static let snapshotPrefix = "snapshot-"

    /// The numbers of the journal segments, ascending.
    private(set) var segments: [UInt64] = []
    /// The numbers of the snapshots, ascending; each is that of the first segment after it.
    private(set) var snapshots: [UInt64] = []
    /// The files that were never completed.
    private(set) var partial: [String] = []

    /// Sorts the names in a directory; names of other files are passed over.
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
        // A number that can be counted on from.
        guard name.hasPrefix(prefix), let number = Int64(name.dropFirst(prefix.count)).flatMap({ UInt64(exactly: $0) })
        else { return nil }
        // Only one spelling of a number is ours.
        return self.name(prefix, number) == name ? number : nil
    }
}
