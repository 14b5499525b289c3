/// Everything that is written in the directory of a file store.
struct StoreFileWriter: Sendable {
    /// What a snapshot is made of.
    struct Compaction: Sendable {
        var contents: StoreContents
        /// The number of the first segment behind the snapshot.
        var segment: UInt64
        fileprivate var growth: Int
    }

    private let directory: LockedDirectory
    private let maintenance: FileStoreMaintenance
    private let history: Int
    private var journal: JournalWriter
    /// The segments that are kept, with the number of the last commit before each.
    private var segments: [(number: UInt64, sequence: UInt64)]
    private var snapshotLength: Int
    /// The growth from which on a snapshot is due.
    private var dueGrowth = 0

    /// Takes over the files that were read, and makes what was read durable.
    ///
    /// - Throws: ``FileSystemError`` if a file cannot be written.
    init(
        _ directory: LockedDirectory, _ recovery: StoreRecovery, maintenance: FileStoreMaintenance, history: Int
    ) throws(FileSystemError) {
        self.directory = directory
        (self.maintenance, self.history) = (maintenance, history)
        try directory.proveLock()
        for name in recovery.leftovers { try directory.fileSystem.remove(directory.path(of: name)) }
        // A process that ended may have left names that are not durable.
        try directory.fileSystem.synchronizeDirectory(directory.path)
        var file: (any OpenFile)?
        if recovery.position.length > 0 {
            let path = directory.path(of: StoreFiles.journal(recovery.position.segment))
            let segment = try directory.fileSystem.open(path, .writing)
            if recovery.report.tornTail != nil { try segment.truncate(to: recovery.position.length) }
            try segment.synchronize()
            file = segment
        }
        journal = try JournalWriter(
            directory, opening: recovery.opening + 1, recovery.position, file: file, growth: recovery.growth,
            segmentSize: maintenance.segmentSize)
        segments = recovery.segmentStarts.map { ($0.segment, $0.sequence) }
        snapshotLength = recovery.snapshotLength
        if file == nil {
            try journal.beginBehindSnapshot()
            segments.append((journal.position.segment, journal.position.sequence))
        }
        scheduleCompaction()
    }

    // MARK: - Commits

    /// Writes commits, all of them or none.
    ///
    /// - Parameters:
    ///   - commits: The commits.
    ///   - synchronizes: Whether they are to be durable.
    ///   - contents: Returns the resources before the commits.
    /// - Throws: ``FileSystemError``; the commits do not count then.
    mutating func append(
        _ commits: [StoreCommit], synchronizes: Bool, after contents: () -> StoreContents
    ) throws(FileSystemError) {
        try directory.checkIsOpen()
        if journal.isIncomplete { try rewrite(contents()) }
        defer { noteSegment() }
        try journal.append(commits, synchronizes: synchronizes)
    }

    mutating func synchronize(_ contents: StoreContents) throws(FileSystemError) {
        try directory.checkIsOpen()
        if journal.isIncomplete { try rewrite(contents) }
        try journal.synchronize()
    }

    mutating func close(_ contents: StoreContents) throws(FileSystemError) {
        guard !directory.isReleased else { return }
        defer { directory.release() }
        if journal.isIncomplete { try rewrite(contents) }
        do throws(FileSystemError) {
            try journal.close()
        } catch {
            // Everything is still in memory.
            guard journal.isIncomplete else { throw error }
            try rewrite(contents)
            try journal.close()
        }
    }

    /// Writes all resources anew, as the files may lack commits that were acknowledged.
    private mutating func rewrite(_ contents: StoreContents) throws(FileSystemError) {
        if !directory.isLocked { try directory.lockAgain() }
        let segment = journal.position.segment + 1
        snapshotLength = try SnapshotWriter.write(contents, segment: segment, hasSegment: false, in: directory)
        try journal.beginBehindSnapshot()
        noteSegment()
        journal.shrink(by: journal.growth)
        removeFiles(before: segment, sequence: contents.sequence)
    }

    private mutating func noteSegment() {
        guard segments.last?.number != journal.position.segment else { return }
        segments.append((journal.position.segment, journal.segmentStart))
    }

    // MARK: - Compaction

    /// Whether the journal has grown so much that a snapshot is worth its while.
    var needsCompaction: Bool { journal.growth >= dueGrowth }

    private mutating func scheduleCompaction() {
        guard let threshold = maintenance.compactionThreshold else {
            dueGrowth = .max
            return
        }
        let (sum, isTooMuch) = journal.growth.addingReportingOverflow(max(threshold, snapshotLength))
        dueGrowth = isTooMuch ? .max : sum
    }

    /// Begins a segment behind the commits so far, of which a snapshot can then be written.
    mutating func beginCompaction(_ contents: StoreContents) throws(FileSystemError) -> Compaction {
        try directory.checkIsOpen()
        // If it fails, the next attempt is not made before the journal has grown as much again.
        scheduleCompaction()
        if journal.isIncomplete { try rewrite(contents) }
        let growth = journal.growth
        try journal.beginSegment()
        noteSegment()
        return Compaction(contents: contents, segment: journal.position.segment, growth: growth)
    }

    /// Removes what a snapshot has made useless.
    mutating func finish(_ compaction: Compaction, length: Int) {
        // What is there now may be needed by somebody else.
        guard directory.isLocked else { return }
        snapshotLength = length
        journal.shrink(by: compaction.growth)
        scheduleCompaction()
        removeFiles(before: compaction.segment, sequence: compaction.contents.sequence)
    }

    /// Removes old snapshots, and the segments that the feed of changes does not reach back to.
    ///
    /// What cannot be removed does no harm: the snapshot with the greatest number counts.
    private mutating func removeFiles(before segment: UInt64, sequence: UInt64) {
        let oldest = sequence > UInt64(max(history, 0)) ? sequence - UInt64(max(history, 0)) : 0
        while segments.count > 1, segments[0].number < segment, segments[1].sequence <= oldest {
            let path = directory.path(of: StoreFiles.journal(segments[0].number))
            guard (try? directory.fileSystem.remove(path)) != nil else { break }
            segments.removeFirst()
        }
        let files = StoreFiles((try? directory.fileSystem.names(in: directory.path)) ?? [])
        for number in files.snapshots where number < segment {
            try? directory.fileSystem.remove(directory.path(of: StoreFiles.snapshot(number)))
        }
    }
}
