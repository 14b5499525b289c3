/// A writer of all files in the directory of a file store.
struct StoreFileWriter: Sendable {
    /// The contents of a snapshot.
    struct Compaction: Sendable {
        var contents: StoreContents
        /// The number of the first segment after the snapshot.
        var segment: UInt64
        fileprivate var growth: Int
    }

    private let directory: LockedDirectory
    private let maintenance: FileStoreMaintenance
    private let retention: FeedRetention
    /// The number of times the store has been opened, including this one.
    private let opening: UInt64
    /// Returns the time in seconds since 1970.
    private let time: @Sendable () -> UInt64
    private var journal: JournalWriter
    /// The segments that are kept.
    let segments: JournalSegments
    private var snapshotLength: Int
    /// The growth of the journal at which a snapshot is due.
    private var dueGrowth = 0

    /// Creates a writer that continues the files that were read, and makes their contents durable.
    ///
    /// - Throws: ``FileSystemError`` if a file cannot be written.
    init(
        _ directory: LockedDirectory, _ recovery: StoreRecovery, maintenance: FileStoreMaintenance,
        time: @escaping @Sendable () -> UInt64, synchronizes: Bool
    ) throws(FileSystemError) {
        self.directory = directory
        (self.maintenance, self.time) = (maintenance, time)
        opening = recovery.opening + 1
        retention = FeedRetention(age: maintenance.feedAge, size: maintenance.feedSize)
        try directory.proveLock()
        for name in recovery.leftovers { try directory.fileSystem.remove(directory.path(of: name)) }
        // A process that has ended may have left names that are not durable.
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
            directory, opening: opening, recovery.position, file: file, growth: recovery.growth,
            time: time, segmentSize: maintenance.segmentSize, synchronizes: synchronizes)
        segments = JournalSegments(recovery.segments, durable: recovery.sequence)
        snapshotLength = recovery.snapshotLength
        if file == nil {
            try journal.beginBehindSnapshot()
            noteEnd()
        }
        scheduleCompaction()
    }

    // MARK: - Commits

    /// Writes commits, either all or none.
    ///
    /// - Parameters:
    ///   - commits: The commits.
    ///   - contents: Returns the resources as they were before the commits.
    /// - Throws: ``FileSystemError``, in which case the commits do not count.
    mutating func append(
        _ commits: [StoreCommit], after contents: () -> StoreContents
    ) throws(FileSystemError) {
        try directory.checkIsOpen()
        if journal.isIncomplete { try rewrite(contents()) }
        defer { noteEnd() }
        try journal.append(commits)
    }

    mutating func synchronize(_ contents: StoreContents) throws(FileSystemError) {
        try directory.checkIsOpen()
        if journal.isIncomplete { try rewrite(contents) }
        defer { noteEnd() }
        try journal.synchronize()
    }

    mutating func close(_ contents: StoreContents) throws(FileSystemError) {
        guard !directory.isReleased else { return }
        defer {
            noteEnd()
            directory.release()
        }
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

    /// Writes all resources again, because acknowledged commits may be missing from the files.
    private mutating func rewrite(_ contents: StoreContents) throws(FileSystemError) {
        if !directory.isLocked { try directory.lockAgain() }
        let segment = journal.position.segment + 1
        snapshotLength = try SnapshotWriter.write(contents, segment: segment, hasSegment: false, in: directory)
        try journal.beginBehindSnapshot()
        noteEnd()
        journal.shrink(by: journal.growth)
        scheduleCompaction()
        removeFiles(before: segment)
    }

    private func noteEnd() {
        guard let header = journal.header else { return }
        segments.note(
            JournalSegments.Segment(header, length: journal.position.length), durable: journal.durable)
    }

    // MARK: - Compaction

    /// A Boolean value that indicates whether the journal has grown enough to justify a snapshot.
    var needsCompaction: Bool { journal.growth >= dueGrowth }

    /// Schedules the next snapshot.
    ///
    /// - Parameter growth: The growth of the journal after which it must grow enough to justify a snapshot.
    private mutating func scheduleCompaction(after growth: Int = 0) {
        guard let threshold = maintenance.compactionThreshold else {
            dueGrowth = .max
            return
        }
        let (sum, isTooMuch) = growth.addingReportingOverflow(max(threshold, snapshotLength))
        dueGrowth = isTooMuch ? .max : sum
    }

    /// Starts a segment after the current commits, so that a snapshot of them can be written.
    mutating func beginCompaction(_ contents: StoreContents) throws(FileSystemError) -> Compaction {
        try directory.checkIsOpen()
        // If the snapshot fails, the journal must grow by the same amount before the next attempt.
        scheduleCompaction(after: journal.growth)
        if journal.isIncomplete { try rewrite(contents) }
        let growth = journal.growth
        defer { noteEnd() }
        try journal.beginSegment()
        return Compaction(contents: contents, segment: journal.position.segment, growth: growth)
    }

    /// Removes the files that a snapshot replaces.
    mutating func finish(_ compaction: Compaction, length: Int) {
        // The current files may belong to another process.
        guard directory.isLocked else { return }
        snapshotLength = length
        journal.shrink(by: compaction.growth)
        scheduleCompaction()
        removeFiles(before: compaction.segment)
    }

    /// Removes old snapshots, and the segments that the feed of changes gives up.
    ///
    /// A file that cannot be removed does no harm, because the snapshot with the highest number counts.
    private func removeFiles(before segment: UInt64) {
        let now = FeedRetention.Moment(opening: opening, time: time())
        for number in segments.surplus(before: segment, retention, at: now) {
            // A gap between the segments would be damage.
            guard isRemoved(StoreFiles.journal(number)) else { break }
            segments.remove(number)
        }
        let files = StoreFiles((try? directory.fileSystem.names(in: directory.path)) ?? [])
        for number in files.snapshots where number < segment {
            try? directory.fileSystem.remove(directory.path(of: StoreFiles.snapshot(number)))
        }
    }

    /// Removes a file, and returns whether it is gone.
    private func isRemoved(_ name: String) -> Bool {
        do throws(FileSystemError) {
            try directory.fileSystem.remove(directory.path(of: name))
            return true
        } catch {
            return error.reason == .notFound
        }
    }
}
