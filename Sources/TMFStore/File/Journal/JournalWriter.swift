/// A writer that appends commits to the segments of the journal.
///
/// After a write error, a segment stays as it is: the next segment records how much of it is valid, so that a refused
/// commit never reappears.
struct JournalWriter {
    /// A place in the journal.
    struct Position {
        /// The number of the segment.
        var segment: UInt64
        /// The number of valid bytes in the segment.
        var length: Int
        /// The number of the last commit.
        var sequence: UInt64
    }

    private let directory: LockedDirectory
    /// The number of times the store has been opened, including this one.
    private let opening: UInt64
    /// Returns the time in seconds since 1970.
    private let time: @Sendable () -> UInt64
    private let segmentSize: Int
    /// A Boolean value that indicates whether commits are made durable before they are acknowledged.
    private let synchronizes: Bool
    /// The number of bytes to fill with zeros at a time: a file that does not grow is synchronized faster.
    private let preallocation: Int

    private(set) var position: Position
    /// The header of the current segment, or `nil` until the first segment is started.
    private(set) var header: RecordContent.SegmentHeader?
    /// The file of the segment, or `nil` if it is closed or its end is unknown.
    private var file: (any OpenFile)?
    /// A Boolean value that indicates whether nothing may be added to the segment, so that the next commit starts a new
    /// one.
    private var needsSegment = false
    /// The number of bytes that may be written to the segment in one step.
    private var batch = 0
    /// The number of the last segment that the writer tried to create.
    private var attempt: UInt64?
    /// The end of the file.
    private var size = 0
    /// The number of the last commit that is known to be durable.
    private(set) var durable: UInt64
    /// A Boolean value that indicates whether acknowledged commits may be missing from the files.
    private(set) var isIncomplete = false
    /// The number of bytes written since the last snapshot.
    private(set) var growth: Int

    /// Creates a writer that continues after a position, with its first commit in a new segment: every segment has one
    /// writer.
    ///
    /// - Parameters:
    ///   - directory: The directory of the store.
    ///   - opening: The number of times the store has been opened, including this one.
    ///   - position: The end of the journal.
    ///   - file: The open segment, or `nil` if there is none.
    ///   - growth: The number of bytes since the last snapshot.
    ///   - time: Returns the time in seconds since 1970.
    ///   - segmentSize: The number of bytes after which a new segment is started.
    ///   - synchronizes: Whether commits are made durable before they are acknowledged.
    /// - Throws: ``FileSystemError`` if the segment cannot be examined.
    init(
        _ directory: LockedDirectory, opening: UInt64, _ position: Position, file: (any OpenFile)?, growth: Int,
        time: @escaping @Sendable () -> UInt64, segmentSize: Int, synchronizes: Bool
    ) throws(FileSystemError) {
        (self.directory, self.opening, self.time, self.synchronizes) = (directory, opening, time, synchronizes)
        (self.position, self.file, self.growth) = (position, file, growth)
        needsSegment = file != nil
        self.segmentSize = max(segmentSize, 4_096)
        preallocation = min(self.segmentSize, 4 << 20)
        durable = position.sequence
        size = try file?.size() ?? 0
    }

    /// Writes commits, either all or none, with at most the size of a segment in one step unless a single commit is
    /// longer.
    ///
    /// - Parameter commits: The commits, at least one.
    /// - Throws: ``FileSystemError``, in which case the commits do not count, whatever the file contains.
    mutating func append(_ commits: [StoreCommit]) throws(FileSystemError) {
        guard let last = commits.last else { return }
        let longest = commits.reduce(0) { max($0, RecordContent.greatestLength(of: $1)) }
        if position.length >= segmentSize || longest > batch {
            try synchronize()
            needsSegment = true
        }
        let file = try usableFile(batch: longest)
        var end = position.length
        do throws(FileSystemError) {
            var bytes: [UInt8] = []
            for commit in commits {
                let length = RecordContent.greatestLength(of: commit)
                if !bytes.isEmpty, bytes.count + length > segmentSize {
                    try write(bytes, to: file, at: end)
                    end += bytes.count
                    bytes.removeAll(keepingCapacity: true)
                }
                if bytes.isEmpty { bytes.reserveCapacity(length) }
                try RecordContent.append(commit, durable: durable, to: &bytes)
            }
            try write(bytes, to: file, at: end)
            end += bytes.count
            // A process that has taken over the directory in the meantime may not have seen the commits.
            try directory.proveLock()
        } catch {
            abandon()
            throw error
        }
        size = max(size, end)
        growth += end - position.length
        position.length = end
        position.sequence = last.sequence
        if synchronizes { durable = last.sequence }
    }

    /// Makes all commits durable.
    mutating func synchronize() throws(FileSystemError) {
        try checkOwnership()
        guard durable < position.sequence, let file else { return }
        do throws(FileSystemError) {
            try file.synchronize()
            durable = position.sequence
        } catch {
            // After a failure, the system may have discarded what it did not write, and reports that only once.
            self.file = nil
            isIncomplete = true
            throw error
        }
    }

    /// Starts a new segment.
    mutating func beginSegment() throws(FileSystemError) {
        try synchronize()
        try begin(previousLength: position.length)
    }

    /// Starts a new segment that does not depend on those before it, as after a snapshot.
    mutating func beginBehindSnapshot() throws(FileSystemError) {
        try begin(previousLength: nil)
        isIncomplete = false
        durable = position.sequence
    }

    private mutating func begin(
        previousLength: Int?, batch: Int = 0, isClosed: Bool = false
    ) throws(FileSystemError) {
        if previousLength != nil { try checkDirectory() }
        try directory.proveLock()
        let number = position.segment + 1
        let path = directory.path(of: StoreFiles.journal(number))
        var bytes: [UInt8] = []
        let batch = max(batch, segmentSize)
        let header = RecordContent.SegmentHeader(
            segment: number, sequence: position.sequence, opening: opening, started: time(),
            previousLength: previousLength, batch: synchronizes ? batch : nil, isClosed: isClosed)
        try StoreRecord.append(to: &bytes, header.description)
        // The remains of a failed attempt hold nothing; any other file belongs to another process.
        if attempt == number { try? directory.fileSystem.remove(path) }
        attempt = number
        let file = try directory.fileSystem.open(path, .creating)
        do throws(FileSystemError) {
            try file.write(bytes, at: 0)
            try file.synchronize()
            try directory.fileSystem.synchronizeDirectory(directory.path)
        } catch {
            // The removal may not survive a crash, and the remains state how much of the segment before it is valid.
            needsSegment = true
            if directory.isLocked { try? directory.fileSystem.remove(path) }
            throw error
        }
        if let old = self.file { try? old.truncate(to: position.length) }
        self.file = file
        needsSegment = false
        self.batch = batch
        position.segment = number
        position.length = bytes.count
        self.header = header
        size = bytes.count
    }

    /// Removes everything after the last commit, and records the end of the journal with an empty segment.
    mutating func close() throws(FileSystemError) {
        try synchronize()
        guard let file else { return }
        defer { self.file = nil }
        try file.truncate(to: position.length)
        try file.synchronize()
        // Without this segment no data is missing, but that cannot be verified.
        try? begin(previousLength: position.length, isClosed: true)
    }

    /// Records that a snapshot was written when the journal had grown by an amount.
    mutating func shrink(by growth: Int) { self.growth = max(self.growth - growth, 0) }

    private mutating func usableFile(batch: Int) throws(FileSystemError) -> any OpenFile {
        try checkOwnership()
        if let file, !needsSegment { return file }
        try begin(previousLength: position.length, batch: batch)
        guard let file else {
            throw FileSystemError("open", at: directory.path, because: .other, saying: "the directory has no segment")
        }
        return file
    }

    /// Throws an error if the current segment was removed, or if another process may own the directory.
    private mutating func checkOwnership() throws(FileSystemError) {
        if let file, !file.isReachable() { throw removed() }
        try directory.proveLock()
    }

    /// Throws an error if the directory is no longer the one that contains the current segment.
    private mutating func checkDirectory() throws(FileSystemError) {
        try checkOwnership()
        let names = try directory.fileSystem.names(in: directory.path)
        guard !names.contains(StoreFiles.journal(position.segment)) else { return }
        throw removed()
    }

    private mutating func removed() -> FileSystemError {
        file = nil
        isIncomplete = true
        let path = directory.path(of: StoreFiles.journal(position.segment))
        return FileSystemError("write", at: path, because: .notFound, saying: "the file was removed")
    }

    private mutating func write(
        _ bytes: [UInt8], to file: any OpenFile, at offset: Int
    ) throws(FileSystemError) {
        try preallocate(file, to: offset + bytes.count)
        try file.write(bytes, at: offset)
        if synchronizes { try file.synchronize() }
    }

    private mutating func preallocate(_ file: any OpenFile, to end: Int) throws(FileSystemError) {
        guard end > size else { return }
        let target = max(end, min(size + preallocation, max(segmentSize, end)))
        do throws(FileSystemError) {
            try file.write([UInt8](repeating: 0, count: target - size), at: size)
            size = target
        } catch {
            // There may still be room for the commits alone.
            guard error.reason == .noSpace else { throw error }
        }
    }

    /// Leaves a segment whose end is unknown, after making the acknowledged commits durable.
    private mutating func abandon() {
        needsSegment = true
        try? synchronize()
        // The current file may belong to another writer.
        if directory.isLocked { try? file?.truncate(to: position.length) }
    }
}
